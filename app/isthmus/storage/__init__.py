"""Maps on disk: .isthmus files and working copies. sqlite-utils lives here."""
