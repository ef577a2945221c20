"""What goes wrong with the bundled catalogue."""

from pathlib import Path

from isthmus.model.errors import UserError


class CatalogueError(UserError):
    """A file of the catalogue is faulty; the text names the file and the entry."""

    @classmethod
    def at(cls, path: Path, entry: str, fault: str) -> "CatalogueError":
        """The fault of one entry of a file, or with '' of the file."""
        where = f"{path.name}: {entry}" if entry else path.name
        return cls(f"The catalogue is faulty. {where}: {fault}")
