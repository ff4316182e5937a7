"""Plan refuge for people who flee."""
