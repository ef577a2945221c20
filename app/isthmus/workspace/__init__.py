"""An open map: document, store, analysis and settings. No widgets."""
