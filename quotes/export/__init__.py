"""Rows → text in the formats that other programs read."""
