"""Figures: pure functions from values to SVG text; colours come from the page's classes."""
