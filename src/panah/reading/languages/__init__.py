"""Numbers, dates and country names in languages other than English, each from its own table."""
