"""Scores of a reader on annotated reports: what `panah eval-reading` prints."""
