"""Positions for systems and routes for flows. No Qt."""
