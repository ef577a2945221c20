"""A field of several known things: categories, data objects, shown by name and kept by key."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal

from isthmus.ui.properties.tokens import Retoken, TokenField, words_in


class KeyTokens(TokenField):
    """Tokens that are names of what is known; anything typed besides is refused in words."""

    changed = Signal()

    def __init__(
        self, caption: str, names: Mapping[str, str], hint: str, *, is_open: bool = False
    ) -> None:
        """With `is_open`, names that are not known are taken too, as their own keys."""
        self._names = dict(names)
        self._keys = {name.casefold(): key for key, name in self._names.items()}
        self._is_open = is_open
        self.keys: tuple[str, ...] = ()
        super().__init__(caption, self._names.values, hint)
        self.committed.connect(self._retoken)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these, in their order."""
        self.keys = tuple(keys)
        self.show_words([self._names.get(key, key) for key in keys])

    def _retoken(self, change: Retoken) -> None:
        drop = {self._key(word) for word in change.drop}
        add = [self._key(word) for word in change.add]
        self.show_keys(tuple(dict.fromkeys([*(k for k in self.keys if k not in drop), *add])))
        self.changed.emit()

    def _key(self, word: str) -> str:
        return self._keys.get(word.casefold(), word)

    def _typed(self, text: str) -> None:  # noqa: ARG002 - the signal's own
        """Names may hold commas: only Enter, or leaving the line, ends one."""
        self.refuse("")

    def _added(self, text: str) -> None:
        known = text.strip().casefold() in self._keys
        words: Iterable[str] = [text.strip()] if known else words_in(text)
        strange = [word for word in words if word.casefold() not in self._keys]
        if strange and not self._is_open:
            self.refuse(f"Nothing known is called {strange[0]!r}")
            return
        self.refuse("")
        self.line.clear()
        self.adder.finish()
        if new := tuple(word for word in words if self._key(word) not in self.keys):
            self.committed.emit(Retoken(add=new))
