"""A plan for people: a page for the terminal, a page for the browser."""
