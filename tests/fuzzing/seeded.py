"""The chance by which an input is made: one for each number, so that each can be made again by itself."""

from __future__ import annotations

import random


def seeded(seed: int, number: int) -> random.Random:
    """Return the chance of one input."""
    return random.Random(f"{seed} {number}")
