"""Islands, missing integrations and the other findings of a map. NetworkX lives here."""
