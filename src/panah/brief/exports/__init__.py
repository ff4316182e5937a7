"""The situation in the forms in which it leaves panah: text, sheets, JSON, linked data, map."""
