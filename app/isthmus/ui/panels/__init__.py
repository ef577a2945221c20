"""What stands beside the canvas: catalogue, findings, properties."""
