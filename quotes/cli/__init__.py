"""PRESENT: the command line."""
