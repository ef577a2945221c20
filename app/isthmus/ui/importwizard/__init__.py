"""The import wizard: what was recognised, what is to be decided, and what would change."""
