"""Isthmus: the map of a company's systems, its islands and the integrations it lacks."""

__version__ = "0.1.0"
