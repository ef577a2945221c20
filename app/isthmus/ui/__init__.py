"""The window. Qt and pyqtgraph live here alone."""
