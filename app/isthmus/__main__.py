"""Runs Isthmus: `python -m isthmus` and the command `isthmus`."""

import sys

from isthmus.cli import main

if __name__ == "__main__":
    sys.exit(main())
