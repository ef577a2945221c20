"""The stress test on the canvas: what fails, what falls with it, and the weak points of a map."""
