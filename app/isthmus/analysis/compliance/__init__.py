"""Compliance: personal data across regions, regulations that nobody recorded, ends that come."""
