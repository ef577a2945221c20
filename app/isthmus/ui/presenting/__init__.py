"""Presentation mode: the map alone, full screen, step by step."""
