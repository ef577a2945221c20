"""Out of the canvas: copy as picture, export view."""
