"""Quotations and reports inside running prose, and whom the words that name their speakers mean."""
