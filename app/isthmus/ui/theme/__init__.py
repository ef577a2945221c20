"""The window's look: fonts, colours and the style sheet made of them."""
