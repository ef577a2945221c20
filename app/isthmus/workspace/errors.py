"""What can go wrong with an open map that the user can do something about."""

from isthmus.model.errors import UserError


class WorkspaceError(UserError):
    """A job on an open map could not be done."""


class EditRefused(WorkspaceError):  # noqa: N818 - a refusal, not a failure
    """An edit that would make no sense; the map is as it was."""
