"""STORE: extractions → rows."""
