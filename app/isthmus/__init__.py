"""Isthmus: the map of a company's systems, its islands and the integrations it lacks."""
