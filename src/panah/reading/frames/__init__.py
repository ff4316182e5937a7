"""Frames: for each kind of claim, the wordings that make one. Pure functions of one sentence."""
