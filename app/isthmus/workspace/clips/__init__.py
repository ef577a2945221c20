"""Part of a map on its way to another place: cut or copied, kept as JSON and as a table."""
