"""What is judged of the portfolio: what overlaps, who drives it, IT's part, what would fit."""
