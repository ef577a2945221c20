"""Takes answers in: what a row is about, which answer of the map it is, and what it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from isthmus.analysis.naming import folded
from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.answers.questions import (
    ANSWER,
    AREA,
    DRIVER,
    IT,
    KIND,
    NAME,
    QUESTION,
    RESPONDENT,
    SYSTEM,
    About,
    Question,
    Questions,
    about_of,
    one_line,
    question_code,
    questions_of,
)
from isthmus.exchange.answers.sheets import AnswerRow, AnswerSheet, answer_sheet
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.proposal import ERROR, INFO, WARNING, Problem, Proposal, SheetAccount, Tally
from isthmus.exchange.reading import read
from isthmus.model.changes import ChangeSet
from isthmus.model.records import PerceptionAnswer, Side, new_id
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction

ANSWERS = "answers"
"""The role of a sheet of answers, in the account of what was read."""
_IT_TOO = frozenset({"it", "it department", "the it department", "information technology"})
_SHOWN = 60


def read_answers(path: Path, snapshot: Snapshot, catalogue: Catalogue) -> Proposal:
    """What a filled workbook of answers would change on a map, with its problems by cell.

    A row is the map's answer whose id it has, else that of the same side, respondent and
    question. No answer is ever deleted: an emptied cell leaves it.

    Raises:
        ImportFault: the file cannot be read, or holds no sheet of answers.
    """
    sheets = [sheet for grid in read(path) if (sheet := answer_sheet(grid))]
    if not sheets:
        raise ImportFault(
            f"{path.name} has no sheet of answers. Make one with 'isthmus answers --template'; "
            f"a sheet is known by the header '{DRIVER}' and the one that begins with '{QUESTION}'."
        )
    taking = _Taking(questions_of(snapshot, catalogue))
    taking.take([row for sheet in sheets for row in sheet.rows()])
    change = ChangeSet(f"Take in answers from {path.name}", taking.edit.deltas())
    counts = taking.counts
    return Proposal(
        change=change,
        sheets=tuple(_account(sheet, number) for number, sheet in enumerate(sheets)),
        systems=Tally(),
        flows=Tally(),
        problems=tuple(taking.problems),
        others=Tally(counts["new"], counts["updated"], counts["merged"], counts["reported"]),
    )


def _account(sheet: AnswerSheet, number: int) -> SheetAccount:
    grid, rows = sheet.grid, sum(1 for row in sheet.rows() if row.said(DRIVER))
    whose = "IT's" if sheet.side is Side.IT else "the business's"
    return SheetAccount(
        grid.file, grid.name, ANSWERS, f"It holds {whose} answers.", sheet.header, rows,
        number=number, hidden=grid.hidden,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """A row that answers something."""

    row: AnswerRow
    side: Side
    about: About
    driver: str
    respondent: str

    @property
    def who(self) -> tuple[Side, About, str]:
        """What makes two rows the answer of one person to one question."""
        return self.side, self.about, folded(self.respondent)


class _Taking:
    """One import of answers."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._snapshot = questions.snapshot
        self.edit = Transaction(questions.snapshot.tables, by_hand=False)
        self.problems: list[Problem] = []
        self.counts = dict.fromkeys(("new", "updated", "merged", "reported"), 0)
        self._by_code = {question_code(q.about): q.about for q in questions.all}
        self._by_name = _by_name(questions.all)
        self._claimed: set[str] = set()
        self._drivers = {folded(name): name for name in questions.drivers()}

    def take(self, rows: Iterable[AnswerRow]) -> None:
        """Rows that have the id of an answer first, so that no other takes it from them."""
        said = [each for row in rows if (each := self._said(row))]
        open_rows = [each for each in said if not self._take_by_id(each)]
        met: dict[tuple[Side, About, str], _Said] = {}
        for each in open_rows:
            first = met.setdefault(each.who, each) if each.respondent else each
            if first is each:
                self._take_by_who(each)
            else:
                self._take_again(each, first)

    def _said(self, row: AnswerRow) -> _Said | None:
        """What a row answers; None, and told of, where it answers nothing that is known."""
        about = self._about(row)
        driver = row.said(DRIVER)
        if about is None:
            if driver:
                self._tell(ERROR, row, NAME, _unknown(row))
                self.counts["reported"] += 1
            return None
        side = row.sheet.side
        if not driver:
            self._tell_emptied(row, side, about)
            return None
        return _Said(row, side, about, self._driver(row, driver), row.said(RESPONDENT))

    def _about(self, row: AnswerRow) -> About | None:
        """What a row is about: by its code, else by the one thing of that name."""
        if (code := row.said(QUESTION)) in self._by_code:
            return self._by_code[code]
        name, kind = folded(row.said(NAME)), folded(row.said(KIND))
        kinds = [each for each in (AREA, SYSTEM) if kind in ("", folded(each))]
        found = [about for each in kinds for about in self._by_name.get((each, name), ())]
        return found[0] if len(found) == 1 else None

    def _driver(self, row: AnswerRow, text: str) -> str:
        """The driver as a record holds it: 'it', a department's name, or what is written."""
        known = self._drivers.get(folded(text))
        if folded(text) in _IT_TOO or known == IT:
            return "it"
        if known is None:
            near = get_close_matches(folded(text), list(self._drivers), n=1, cutoff=0.8)
            if near:
                fix = self._drivers[near[0]]
                told = f"'{text[:_SHOWN]}' is no department of the map; it is kept as written."
                self._tell(WARNING, row, DRIVER, told, fix)
        return known or text

    def _tell_emptied(self, row: AnswerRow, side: Side, about: About) -> None:
        answer = self._snapshot.answers.get(row.said(ANSWER))
        if answer and (answer.side, about_of(answer)) == (side, about):
            self._claimed.add(answer.id)
            if self._questions.driver(answer):
                self._tell(INFO, row, DRIVER, "The cell was emptied; the map keeps its answer.")

    def _take_by_id(self, said: _Said) -> bool:
        """Whether a row is the answer of the map whose id it has."""
        answer = self._snapshot.answers.get(said.row.said(ANSWER))
        if answer is None or answer.id in self._claimed:
            return False
        if (answer.side, about_of(answer)) != (said.side, said.about):
            return False
        self._put(answer, said)
        return True

    def _take_by_who(self, said: _Said) -> None:
        """A row without an id: the respondent's answer on the map, else a new one.

        Answers without a respondent are one only if they name the same driver.
        """
        for answer in self._questions.answers.get((said.side, said.about), ()):
            same = folded(one_line(answer.respondent)) == folded(said.respondent)
            alike = said.respondent or self._is_same_driver(answer, said)
            if same and alike and answer.id not in self._claimed:
                self._put(answer, said)
                return
        area, system = said.about
        self.edit.put(
            PerceptionAnswer(
                id=new_id(), side=said.side, technology_area=area, system=system,
                driver=said.driver, respondent=said.respondent,
            )
        )  # fmt: skip
        self.counts["new"] += 1

    def _take_again(self, said: _Said, first: _Said) -> None:
        """A further row of one respondent on one question."""
        place = f"row {first.row.number + 1} of the sheet {first.row.sheet.grid.name}"
        if folded(said.driver) == folded(first.driver):
            self.counts["merged"] += 1
            return
        told = f"{said.respondent[:_SHOWN]} answers otherwise in {place}, which counts."
        self._tell(ERROR, said.row, DRIVER, told)
        self.counts["reported"] += 1

    def _put(self, answer: PerceptionAnswer, said: _Said) -> None:
        """Change what a row says otherwise than the map; what reads the same stays as it is."""
        self._claimed.add(answer.id)
        changes: dict[str, str] = {}
        if not self._is_same_driver(answer, said):
            changes["driver"] = said.driver
        if one_line(answer.respondent) != said.respondent:
            changes["respondent"] = said.respondent
        if changes:
            self.edit.change(PerceptionAnswer, answer.id, **changes)
        self.counts["updated" if changes else "merged"] += 1

    def _is_same_driver(self, answer: PerceptionAnswer, said: _Said) -> bool:
        shown = IT if said.driver == "it" else said.driver
        return folded(self._questions.driver(answer)) == folded(shown)

    def _tell(
        self, severity: str, row: AnswerRow, header: str, message: str, fix: str = ""
    ) -> None:
        grid = row.sheet.grid
        text = row.said(header)
        self.problems.append(
            Problem(severity, grid.file, grid.name, row.cell(header), message, text, fix)
        )


def _by_name(questions: Sequence[Question]) -> dict[tuple[str, str], list[About]]:
    found: dict[tuple[str, str], list[About]] = {}
    for question in questions:
        found.setdefault((question.kind, folded(question.name)), []).append(question.about)
    return found


def _unknown(row: AnswerRow) -> str:
    name = row.said(NAME)[:_SHOWN]
    return f"The map has no technology area or system '{name}', or several; the row is left out."
