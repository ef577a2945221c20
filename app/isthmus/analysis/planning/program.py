"""A program of numbers that are 0 or 1, solved by HiGHS: one thread, so that it repeats itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from highspy import Highs, HighsLp
    from highspy.highs import HighsCallbackEvent

Cancelled = Callable[[], bool]

_WHOLE = 0.5
"""A number that is 0 or 1 but for rounding is 1 above it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver came to."""

    ones: frozenset[int] | None
    """The columns that are 1; None where no answer was found."""
    bound: float
    """No answer can have a lower value."""
    is_proven: bool
    """It is the best, or there provably is none."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears of a program that is being solved, on the thread that solves it."""

    bound: Callable[[float], None] = lambda _: None
    """No answer has a lower value."""
    better: Callable[[frozenset[int]], None] = lambda _: None
    """The columns that are 1 in an answer better than all before."""


@dataclass(slots=True)
class Program:
    """Columns and rows; more rows may be added between two runs."""

    whole: int
    """So many columns, the first, are 0 or 1; the rest lie between."""
    columns: int
    rows: list[tuple[float, Mapping[int, float]]] = field(default_factory=list)
    """Least value and coefficients by column of each row."""

    def at_least(self, least: float, row: Mapping[int, float]) -> None:
        """Ask that a weighted sum of columns be no less than a number."""
        self.rows.append((least, row))

    def at_most(self, most: float, row: Mapping[int, float]) -> None:
        """Ask that a weighted sum of columns be no more than a number."""
        self.rows.append((-most, {column: -value for column, value in row.items()}))

    def minimise(
        self,
        costs: Mapping[int, float],
        seconds: float | None = None,
        cancelled: Cancelled | None = None,
        listener: Listener | None = None,
    ) -> Outcome:
        """Make a weighted sum of columns as small as can be; the listener hears meanwhile."""
        import highspy  # noqa: PLC0415 - slow to import

        highs = _quiet()
        if seconds is not None:
            highs.setOptionValue("time_limit", max(0.0, seconds))
        if cancelled is not None or listener is not None:
            _listen(highs, cancelled or (lambda: False), listener or Listener())
        highs.passModel(self._model(costs))
        highs.run()
        return self._outcome(highs, highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def _model(self, costs: Mapping[int, float]) -> "HighsLp":
        import highspy  # noqa: PLC0415 - slow to import

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(self.rows)
        lp.col_cost_ = np.array([costs.get(i, 0.0) for i in range(self.columns)])
        lp.col_lower_, lp.col_upper_ = np.zeros(self.columns), np.ones(self.columns)
        kinds = highspy.HighsVarType
        loose = self.columns - self.whole
        lp.integrality_ = [kinds.kInteger] * self.whole + [kinds.kContinuous] * loose
        lp.row_lower_ = np.array([least for least, _ in self.rows], dtype=float)
        lp.row_upper_ = np.full(len(self.rows), highspy.kHighsInf)
        sizes = [len(row) for _, row in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *sizes])
        lp.a_matrix_.index_ = np.array([i for _, row in self.rows for i in row], dtype=np.int32)
        values: Sequence[float] = [value for _, row in self.rows for value in row.values()]
        lp.a_matrix_.value_ = np.array(values, dtype=float)
        return lp

    def _outcome(self, highs: "Highs", is_impossible: bool) -> Outcome:  # noqa: FBT001
        import highspy  # noqa: PLC0415 - slow to import

        if is_impossible:
            return Outcome(None, float("inf"), is_proven=True)
        info, is_best = highs.getInfo(), highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = info.objective_function_value if is_best else info.mip_dual_bound
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Outcome(None, bound, is_proven=False)
        return Outcome(_ones(highs.getSolution().col_value), bound, is_best)


def _quiet() -> "Highs":
    """A solver that prints nothing: as it comes it prints its licence to enable callbacks."""
    from highspy import Highs  # noqa: PLC0415 - slow to import

    class Quiet(Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name for it
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    highs: Highs = Quiet()  # type: ignore[no-untyped-call]
    for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        highs.setOptionValue(option, value)
    return highs


def _ones(values: Iterable[float]) -> frozenset[int]:
    """The columns that are 1."""
    return frozenset(i for i, value in enumerate(values) if value > _WHOLE)


def _listen(highs: "Highs", cancelled: Cancelled, listener: Listener) -> None:
    def look(event: "HighsCallbackEvent") -> None:
        if cancelled():
            event.interrupt()

    def look_and_tell(event: "HighsCallbackEvent") -> None:
        listener.bound(event.data_out.mip_dual_bound)
        look(event)

    def hear(event: "HighsCallbackEvent") -> None:
        listener.better(_ones(event.data_out.mip_solution))

    highs.cbMipInterrupt.subscribe(look_and_tell)
    highs.cbMipImprovingSolution.subscribe(hear)
    highs.cbSimplexInterrupt.subscribe(look)
