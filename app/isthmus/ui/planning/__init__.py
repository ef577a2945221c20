"""The plan beside the canvas: what to close, the bridges in waves, what to keep to."""
