"""Places that keep a ledger, and the one form in which entries are written down."""
