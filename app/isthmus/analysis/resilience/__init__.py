"""How much of the live map hangs on single systems and flows, and what breaks when some fail."""
