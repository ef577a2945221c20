"""Lineage: for each data object who masters and holds it, and how old it is where it gets to."""
