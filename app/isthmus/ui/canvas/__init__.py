"""The map on screen: a widget that paints the chart and hands that work on it."""
