"""Figures of the map as bar charts, each bar leading to what is behind it."""
