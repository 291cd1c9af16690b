"""RESOLVE: mentions → people and roles."""

from __future__ import annotations

from quotes.people.resolve import Resolution, resolve

__all__ = ["Resolution", "resolve"]
