"""RESOLVE: mentions → people and roles."""

from __future__ import annotations

from quotes.people.resolve import Resolution, named, resolve

__all__ = ["Resolution", "named", "resolve"]
