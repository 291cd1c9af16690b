"""What is done with a content, and whether it was said at all: denied, asked, promised; did not say, would say.

Judged once a claim is found, from its whole verb group and what stands before its subject (group.py), and from the
writing or work in which it stands (surroundings.py). The words are in frames.tsv and acts.tsv of the lexicon.
"""
