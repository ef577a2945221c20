"""IT's involvement: where IT should lead, advise or step back, and where it is absent."""
