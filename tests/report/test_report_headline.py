"""What the first page may say of data that are thin."""

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import IslandKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, FlowMethod, FlowState, System
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from support.report_cases import DAY, document_of, harbour_content, parted, systems_of

MAIN, ROGUE = IslandKind.MAINLAND, IslandKind.ROGUE
NO_FLOWS = "This inventory records no data flows, so islands cannot be judged."


def checked(document: Document) -> ReportContent:
    snapshot = document.snapshot()
    return build(snapshot, check(snapshot, Catalogue(), DAY), Catalogue(), DAY)


def test_an_inventory_without_flows_is_not_told_to_be_all_islands() -> None:
    content = checked(document_of(systems_of(30)))
    assert content.result == NO_FLOWS
    assert (content.figures[0].value, content.islands) == ("–", ())
    assert "expected by the rules" in content.figures[1].caption
    assert content.islands_note == NO_FLOWS
    assert content.map_caption == "Figure 1. The map."
    assert [gap.systems for gap in content.gaps] == ["All 30 live systems"]


def test_flows_that_are_only_planned_are_not_called_none() -> None:
    a, b = systems_of(2)
    document = document_of([a, b])
    with document.edit("Plan") as tx:
        tx.put(Flow(source=a.id, target=b.id, state=FlowState.PLANNED))
    assert checked(document).result.startswith("No live flow connects any two systems")


@pytest.mark.parametrize(
    ("stewards", "kind", "said"),
    [
        (2, ROGUE, "An IT steward is recorded for 2 of 11 systems;"),
        (0, ROGUE, "No IT steward is recorded for any system;"),
        (6, ROGUE, ""),
        (2, IslandKind.ISLAND, ""),
    ],
)
def test_verdicts_that_rest_on_few_stewards_say_so(stewards, kind, said) -> None:
    main = [System(name=f"S{n}", it_steward="Ana" if n < stewards else " ") for n in range(10)]
    alone = [System(name="Alone")]
    analysis = parted([(MAIN, main), (kind, alone)])
    content = build(document_of(main + alone).snapshot(), analysis, Catalogue(), DAY)
    assert content.caveat == (said and f"{said} rogue verdicts rest on that.")


def test_systems_that_it_owns_count_as_looked_after() -> None:
    it = Department(name="IT", is_it=True)
    alone, main = System(name="Alone"), systems_of(4)
    owned = System(name="Owned", department=it.id)
    document = Document({"departments": {it.id: it}})
    with document.edit("Draw") as tx:
        for system in (alone, owned, *main):
            tx.put(system)
    analysis = parted([(MAIN, [owned, *main]), (ROGUE, [alone])])
    content = build(document.snapshot(), analysis, Catalogue(), DAY)
    assert content.caveat == (
        "An IT steward or an owner in IT is recorded for 1 of 6 systems; "
        "rogue verdicts rest on that."
    )


def test_costs_that_name_no_currency_are_said_to_be_in_the_maps() -> None:
    said = "No cost names its currency: amounts are taken to be in EUR."
    systems = systems_of(2)
    named = [*systems, System(name="Named", annual_cost=systems[0].annual_cost, currency="USD")]
    assert said in checked(document_of(systems)).unknowns
    assert said not in checked(document_of(named)).unknowns
    assert said not in checked(document_of([System(name="A"), System(name="B")])).unknowns


def test_the_legend_tells_the_lines_that_are_on_the_map() -> None:
    a, b = systems_of(2)
    document = document_of([a, b])
    with document.edit("Tie") as tx:
        tx.put(Flow(source=a.id, target=b.id, method=FlowMethod.FILE))
        tx.put(Flow(source=b.id, target=a.id, method=FlowMethod.FILE, state=FlowState.PLANNED))
    assert checked(document).legend == (("file", "by file"), ("planned", "planned"))
    assert checked(document_of([a, b])).legend == ()
    assert dict(harbour_content().legend) == {
        "live": "live",
        "manual": "by hand",
        "missing": "expected and missing",
    }
