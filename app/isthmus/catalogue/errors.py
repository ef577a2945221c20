"""What goes wrong with the bundled catalogue, or with a pack of rules of the user's own."""

from pathlib import Path

from isthmus.model.errors import UserError


class CatalogueError(UserError):
    """A file of the catalogue is faulty; the text names the file and the entry."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"The catalogue is faulty. {fault}")
        self.fault = fault
        """File, entry and what is wrong: for packs that are no part of the catalogue."""

    @classmethod
    def at(cls, path: Path, entry: str, fault: str) -> "CatalogueError":
        """The fault of one entry of a file, or with '' of the file."""
        where = f"{path.name}: {entry}" if entry else path.name
        return cls(f"{where}: {fault}")
