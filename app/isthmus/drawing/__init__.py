"""The map as a display list, which screen, SVG, PNG and PDF paint alike. No Qt."""
