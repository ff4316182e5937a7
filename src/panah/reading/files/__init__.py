"""Readers of files: one file a format, bytes and name in, text out."""
