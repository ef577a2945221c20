"""What comes in from other programs: one module a format."""
