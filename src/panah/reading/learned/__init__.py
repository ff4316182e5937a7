"""What is learnt from annotated reports: which words hold a claim, of what kind, and whose."""
