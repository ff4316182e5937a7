"""Tables of numbers: rows that become claims by a map of their columns."""
