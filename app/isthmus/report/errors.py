"""What can go wrong with a report that the user can mend."""

from isthmus.model.errors import UserError


class ReportError(UserError):
    """The report could not be written; the text names the path and says what to do."""
