"""Words that report speech, and how often each does so in each construction (words/cues.tsv)."""

from __future__ import annotations

from importlib.resources import files

Weights = dict[str, float]  # construction → share of its occurrences that report what somebody said or thinks


def _read(name: str) -> tuple[dict[str, Weights], frozenset[str]]:
    verbs: dict[str, Weights] = {}
    nouns: set[str] = set()
    text = (files("quotes.attribution") / "words" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        forms, *weights = line.split("\t")
        row = {kind: float(share) for kind, _, share in (weight.partition("=") for weight in weights)}
        if "of" in row:
            nouns.update(forms.split())
        verbs.update(dict.fromkeys(forms.split(), row))
    return verbs, frozenset(nouns)


VERBS, NOUNS = _read("cues.tsv")
