"""Rows in: from an extraction to the tables, and out again when a source is read anew or forgotten."""
