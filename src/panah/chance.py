"""Chance: one stream of random numbers for each purpose and number, from one seed.

The same seed gives the same numbers whatever else is drawn: two scenarios with one seed share their
luck, and the first members of a large ensemble are those of a small one.
"""

from hashlib import sha256

import numpy as np

__all__ = ["stream"]


def stream(seed: int, name: str, number: int = 0) -> np.random.Generator:
    """Give the stream of a name and number."""
    words = np.frombuffer(sha256(name.encode()).digest()[:16], "<u4").tolist()
    sequence = np.random.SeedSequence(seed, spawn_key=(*words, number))
    return np.random.Generator(np.random.PCG64(sequence))
