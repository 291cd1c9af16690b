"""Changes of one line each that the fast tests must catch: a list, and what makes each change and runs the tests."""
