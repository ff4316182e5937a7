"""From a report to proposed claims, by rules on typed tokens."""
