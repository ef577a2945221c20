"""What asks or tells: all of them open without blocking, and call back."""
