"""Plan who can be sheltered where: what binds, who is left without, what one more is worth."""
