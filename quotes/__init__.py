"""Who said what, when, in which role, and where it is written."""
