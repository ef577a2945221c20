"""Figures of studies that a map's own are set beside, each with its source and year."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from isthmus.catalogue.entries import Entry, tables
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Source
from isthmus.model.records import Side
from isthmus.paths import resources


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure of spend, a share (0 to 1); None where the source says it in words alone."""

    key: str
    says: str
    share: float | None
    words: str
    source: Source
    year: str

    @property
    def cited(self) -> str:
        """Source and year, as they stand behind the figure."""
        return f"{self.source.title}; {self.year}"


@dataclass(frozen=True, slots=True)
class StudyAnswer:
    """The share of one side that names a driver of a technology area."""

    area: str
    side: Side
    driver: str
    share: float
    source: Source
    year: str


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """All figures by key, and all answers in the order of the file."""

    figures: Mapping[str, Benchmark] = field(default_factory=dict)
    answers: tuple[StudyAnswer, ...] = ()


@cache
def load_benchmarks() -> Benchmarks:
    """The figures that come with the program.

    Raises:
        CatalogueError: the file is missing or faulty.
    """
    catalogue = load_catalogue()
    path = resources() / "benchmarks" / "benchmarks.toml"
    return benchmarks_from(path, catalogue.sources, catalogue.areas)


def benchmarks_from(
    path: Path, sources: Mapping[str, Source], areas: Collection[str]
) -> Benchmarks:
    """The figures of a file, whose references are to be among the sources and areas.

    Raises:
        CatalogueError: it is missing, or an entry is faulty; names file and entry.
    """
    read = dict(tables(path, "figures", "answers"))
    figures = {each.key: each for each in _figures(path, read["figures"], sources)}
    return Benchmarks(figures, tuple(_answers(path, read["answers"], sources, areas)))


def _figures(
    path: Path, values: Mapping[str, object], sources: Mapping[str, Source]
) -> Iterator[Benchmark]:
    for key, value in values.items():
        entry = Entry(path, key, value)
        words = entry.text("words", "")
        yield Benchmark(
            key=key,
            says=entry.text("says"),
            share=None if words else entry.share("share"),
            words=words,
            source=sources[entry.reference("source", sources)],
            year=entry.text("year"),
        )
        entry.done()


def _answers(
    path: Path,
    values: Mapping[str, object],
    sources: Mapping[str, Source],
    areas: Collection[str],
) -> Iterator[StudyAnswer]:
    for key, value in values.items():
        entry = Entry(path, key, value)
        yield StudyAnswer(
            area=entry.reference("area", areas),
            side=entry.choice("side", Side),
            driver=entry.text("driver"),
            share=entry.share("share"),
            source=sources[entry.reference("source", sources)],
            year=entry.text("year"),
        )
        entry.done()
