"""Whose words every paragraph is: labels, the shape of the page, and what speaks for narration."""
