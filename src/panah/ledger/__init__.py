"""What was known, when: entries in, lines out."""
