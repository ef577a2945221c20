"""What can go wrong with a file on the user's disk."""

from isthmus.model.errors import UserError


class StorageError(UserError):
    """A map could not be read or written; the message names the file and what to do."""
