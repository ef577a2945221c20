"""Isthmus's own sheets: the map as a workbook or CSV, and back without loss."""
