"""LOAD: from files and folders to rows: which documents there are, each read within bounds, many at a time."""
