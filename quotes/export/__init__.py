"""EXPORT: rows → files of other systems."""
