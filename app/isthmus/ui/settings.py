"""What the window remembers from day to day, as one small JSON file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isthmus.storage.places import state_folder

RECENT_KEPT = 10


class Settings:
    """Remembered choices. A file that cannot be read or written is done without."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or state_folder()) / "window.json"
        self._values = _read(self._path)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def numbers(self, key: str) -> list[int]:
        """A remembered list of whole numbers, empty if there is none."""
        value = self._values.get(key)
        whole = isinstance(value, list) and all(type(n) is int for n in value)
        return list(value) if whole and isinstance(value, list) else []

    def words(self, key: str) -> list[str]:
        """A remembered list of texts, empty if there is none."""
        value = self._values.get(key)
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    def put(self, key: str, value: str | list[int] | list[str]) -> None:
        """Remember a value."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._write()

    @property
    def recent(self) -> list[Path]:
        """Maps opened lately that are still there, the last one first."""
        value = self._values.get("recent")
        texts = value if isinstance(value, list) else []
        paths = [Path(text) for text in texts if isinstance(text, str)]
        return [path for path in paths if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a map at the head of those opened lately."""
        whole = str(path.resolve())
        kept = [whole, *(str(p) for p in self.recent if str(p) != whole)]
        self.put("recent", kept[:RECENT_KEPT])

    def view_of(self, path: Path) -> str:
        """Id of the view of a map that was on show last, '' if that is not known."""
        return dict(self._views()).get(str(path.resolve()), "")

    def remember_view(self, path: Path, view_id: str) -> None:
        """Show this view when the map is opened again."""
        whole = str(path.resolve())
        kept = [(whole, view_id), *(pair for pair in self._views() if pair[0] != whole)]
        self.put("views", [text for pair in kept[:RECENT_KEPT] for text in pair])

    def _views(self) -> list[tuple[str, str]]:
        """Maps and the views on show in them."""
        words = self.words("views")
        return list(zip(words[::2], words[1::2], strict=False))

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps(self._values, indent=1), "utf-8")
            part.replace(self._path)
        except OSError:
            return  # a choice that is forgotten is no reason to stop the work


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(found) if isinstance(found, Mapping) else {}
