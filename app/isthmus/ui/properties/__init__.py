"""The properties of what is selected: forms whose every edit is one undo step."""
