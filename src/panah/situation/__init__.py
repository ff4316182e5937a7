"""Lines by country and kind: totals that may be made, gaps, tables."""
