"""RESOLVE: mentions → people and roles."""

from __future__ import annotations

from quotes.people.namesakes import less_sure
from quotes.people.resolve import Resolution, named, resolve

__all__ = ["Resolution", "less_sure", "named", "resolve"]
