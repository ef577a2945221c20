"""What can go wrong with an import."""

from isthmus.model.errors import UserError


class ImportFault(UserError):  # noqa: N818  (the word of the interface that others use)
    """A file cannot be imported; the message tells the user why and what to do."""


class ImportCancelled(Exception):  # noqa: N818  (it is what the user asked for, not an error)
    """The user gave the import up; nothing was changed."""


class ExportFault(UserError):  # noqa: N818  (as its counterpart)
    """A map cannot be exported; the message tells the user why and what to do."""
