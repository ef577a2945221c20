"""The report as data, then as PDF."""
