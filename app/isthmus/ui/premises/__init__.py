"""The settings page of what the findings depend on: ties, mainland, rules, currencies."""
