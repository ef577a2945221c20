"""The map for screen readers: every card, flow and area as something with a name and a place."""
