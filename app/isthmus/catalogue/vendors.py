"""Companies' names compared: 'SAP SE' is SAP, 'AWS' is Amazon Web Services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isthmus.catalogue.naming import Words, fold


@dataclass(frozen=True, slots=True)
class Vendors:
    """Which names of companies mean the same one."""

    words: Words
    canonical: Mapping[str, str]
    """A folded name or alias to the folded name that the catalogue uses."""
    aliases: Mapping[str, tuple[str, ...]]
    """The folded name to its folded aliases."""

    @classmethod
    def of(
        cls, names: Iterable[str], aliases: Mapping[str, tuple[str, ...]], words: Words
    ) -> "Vendors":
        """The vendors of the products, with what else they are called (vendors.toml)."""
        canonical = {fold(name): fold(name) for name in names}
        for name, others in aliases.items():
            canonical |= {fold(other): fold(name) for other in others}
        folded = {fold(k): tuple(fold(o) for o in others) for k, others in aliases.items()}
        return cls(words, canonical, folded)

    def called(self, name: str) -> str:
        """The folded name without corporate suffixes, as the catalogue has it if it knows it."""
        words = fold(name).split()
        while words and " ".join(words) not in self.canonical:
            if len(words) == 1 or words[-1] not in self.words.corporate:
                break
            words.pop()
        bare = " ".join(words)
        return self.canonical.get(bare, bare)

    def known(self, name: str) -> bool:
        """Whether some product of the catalogue is of that vendor."""
        return self.called(name) in self.canonical

    def same(self, given: str, vendor: str, product: str) -> bool:
        """Whether the vendor given is the product's: its name, a daughter's, or the product's."""
        here, there = self.called(given), self.called(vendor)
        first = fold(product).split()[0]
        return (
            here == there
            or here.startswith(f"{there} ")
            or there.startswith(f"{here} ")
            or (len(first) >= 4 and here.split()[:1] == [first])
        )

    def prefixes(self, vendor: str) -> tuple[str, ...]:
        """What may stand before a product's name: the vendor, by each of its names."""
        name = fold(vendor)
        return (name, *self.aliases.get(name, ()))
