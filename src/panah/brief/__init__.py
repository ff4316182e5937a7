"""Text, pages and exchange files from a situation, every number with its citation."""
