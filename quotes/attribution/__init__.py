"""ATTRIBUTE: Document → Attributions."""
