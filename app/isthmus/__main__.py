"""Runs Isthmus: `python -m isthmus` and the command `isthmus`."""
