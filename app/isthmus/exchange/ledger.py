"""Keeps the account while an import goes on: what became of each row, and what to tell."""

from dataclasses import dataclass, field

from isthmus.exchange.proposal import Problem, Tally
from isthmus.exchange.tables import Column, Table
from isthmus.model.records import CellRef

NEW = "new"
UPDATED = "updated"
MERGED = "merged"
REPORTED = "reported"


@dataclass(slots=True)
class _Told:
    """The cells of which something is told, what the first of them says, and a way out."""

    cells: list[str] = field(default_factory=list)
    text: str = ""
    fix: str = ""
    is_match: bool = False


@dataclass(slots=True)
class Ledger:
    """Problems in the order met, the same one of many cells told once, and the counts."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(
        (NEW, UPDATED, MERGED, REPORTED), 0))  # fmt: skip
    _told: dict[tuple[str, str, str, str], _Told] = field(default_factory=dict)

    def count(self, outcome: str) -> None:
        """One more row, or reference, with this outcome."""
        self.counts[outcome] += 1

    def tell(
        self,
        severity: str,
        table: Table,
        row: int,
        column: Column,
        message: str,
        *,
        fix: str = "",
        is_match: bool = False,
    ) -> None:
        """Tell of a cell; a message told before of the same sheet only gains a cell.

        `fix` is what the cell may have been meant to say.
        """
        at = CellRef(table.grid.file, table.grid.name, table.place(row, column))
        told = self._told.setdefault(
            (severity, at.file, at.sheet, message), _Told(fix=fix, is_match=is_match)
        )
        if not told.cells:
            told.text = table.text(row, column)
        told.cells.append(at.cell)

    def tell_cell(self, severity: str, at: CellRef, message: str) -> None:
        """The same of a cell that is named."""
        told = self._told.setdefault((severity, at.file, at.sheet, message), _Told())
        told.cells.append(at.cell)

    def tell_sheet(self, severity: str, file: str, sheet: str, message: str) -> None:
        """Tell of a whole sheet, or with `sheet` '' of a whole file."""
        self._told[severity, file, sheet, message] = _Told([""])

    def problems(self) -> tuple[Problem, ...]:
        """All that was told."""
        return tuple(
            Problem(
                *(severity, file, sheet, told.cells[0]),
                message=message + _more(len(told.cells)),
                text=told.text,
                fix=told.fix,
                more=tuple(told.cells[1:]),
                is_match=told.is_match,
            )
            for (severity, file, sheet, message), told in self._told.items()
        )

    def tally(self) -> Tally:
        """The counts."""
        return Tally(**self.counts)


def _more(times: int) -> str:
    if times < 2:
        return ""
    return f" (and in {times - 1} more {'cell' if times == 2 else 'cells'})"
