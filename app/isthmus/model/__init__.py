"""The map: records, change sets, the document. Standard library only."""
