"""``python -m panah`` is the command ``panah``."""

from panah.cli import main

if __name__ == "__main__":
    main(prog_name="panah")
