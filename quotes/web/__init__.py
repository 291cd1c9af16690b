"""PRESENT: the questions on pages, as JSON, and for assistants. Imported only when it is asked for."""
