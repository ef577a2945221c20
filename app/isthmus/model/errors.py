"""The one kind of error whose text is written for the user."""


class UserError(Exception):
    """Something that the user can mend: the text names the file or place and what to do.

    Nothing was changed when it is raised. Every layer's own errors of this kind derive from it,
    so that the command line and the window can show them alike.
    """
