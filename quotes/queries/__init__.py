"""QUERY: one function per question."""
