"""Up to what an accepted risk holds, which findings come back, and what they say then."""

import json
from datetime import UTC, date, datetime
from itertools import chain, combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.asjson import as_json
from isthmus.analysis.check import Checks, check
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import by_whom
from isthmus.model.records import Criticality, Waiver
from support.mapmaker import MapMaker, catalogue_of, rule

CATALOGUE = catalogue_of(rule("MKT-01", ["mail"], ["crm"]))
DAY = date(2026, 6, 1)
MAY = datetime(2026, 5, 3, tzinfo=UTC)
ISLANDS = (FindingKind.ROGUE_ISLAND, FindingKind.ISLAND)


def land(*alone: str) -> MapMaker:
    """A mainland that IT looks after, and islets of a department."""
    make = MapMaker()
    for name in ("Crm", "Erp", "Hub"):
        make.system(name, it_steward="Ana", department="IT", backbone=name == "Erp")
    make.flow("Crm", "Erp")
    make.flow("Hub", "Erp")
    for name in alone:
        make.system(name, department="Sales")
    return make


def found(make: MapMaker) -> list[Finding]:
    findings = check(make.snapshot(), CATALOGUE, DAY).findings
    return [one for one in findings if one.kind in ISLANDS]


def names(make: MapMaker, finding: Finding) -> set[str]:
    systems = make.snapshot().systems
    return {systems[ident].name for ident in finding.systems}


def accept(make: MapMaker, finding: Finding, **fields: Any) -> str:
    limits = {"severity": finding.severity.value, "covers": finding.systems}
    return make.waive(finding.key, granted=MAY, who="Ann", role="CIO", **{**limits, **fields})


def test_it_holds_and_the_finding_names_its_waiver() -> None:
    make = land("A")
    [islet] = found(make)
    waiver = accept(make, islet)
    [again] = found(make)
    assert again.waived
    assert again.accepted_by == (waiver,)
    assert again.evidence == islet.evidence


def test_an_island_that_grew_comes_back_and_says_why() -> None:
    make = land("A", "B")
    make.flow("A", "B")
    [island] = found(make)
    accept(make, island)
    make.system("C", department="Sales")
    make.flow("B", "C")
    [grown] = found(make)
    assert not grown.waived
    assert grown.evidence.endswith(
        " Accepted by Ann (CIO) on 3 May 2026 for 2 systems; it is about 3 now, C among them."
    )


def test_one_that_is_more_severe_comes_back_and_says_so() -> None:
    [islet] = found(land("A"))
    make = land()
    make.system("A", department="Sales", criticality=Criticality.HIGH)
    make.waive(islet.key, severity=islet.severity.value)
    [now] = found(make)
    assert now.severity.rank > islet.severity.rank
    assert not now.waived
    assert now.evidence.endswith(f" Accepted as {islet.severity}; it is {now.severity} now.")


def test_of_what_shrank_each_part_stays_accepted() -> None:
    make = land("A", "B", "C", "D")
    [many] = found(make)
    assert many.islets
    accept(make, many)
    make.flow("D", "Erp")
    rest = found(make)
    assert [names(make, one) for one in rest] == [{"A"}, {"B"}, {"C"}]
    assert all(one.waived for one in rest)


def test_an_islet_more_brings_all_of_them_back() -> None:
    make = land("A", "B", "C", "D")
    accept(make, found(make)[0])
    make.system("E", department="Sales")
    [many] = found(make)
    assert not many.waived
    assert "for 4 systems; it is about 5 now, E among them." in many.evidence


def test_several_waivers_hold_together() -> None:
    make = land("A", "B", "C")
    waivers = [accept(make, islet, severity="") for islet in found(make)]
    make.flow("A", "B")
    make.flow("B", "C")
    [island] = found(make)
    assert island.waived
    assert set(island.accepted_by) == set(waivers)


def test_waivers_of_before_hold_whatever_becomes_of_it() -> None:
    make = land("A", "B", "C", "D")
    make.waive(found(make)[0].key)
    make.system("E", department="Sales")
    [many] = found(make)
    assert many.waived
    assert len(many.systems) == 5


def test_a_gap_of_the_same_rule_between_the_same_sort_of_systems_is_not_accepted_along() -> None:
    make = MapMaker()
    for name in ("One", "Two"):
        make.system(name, "mail", it_steward="Ana")
    make.system("Crm", "crm", it_steward="Ana")
    gaps = [one for one in check(make.snapshot(), CATALOGUE, DAY).findings if one.kind.is_gap]
    assert len(gaps) == 2
    accept(make, gaps[0], covers=(*gaps[0].systems, *gaps[1].systems))
    after = [one for one in check(make.snapshot(), CATALOGUE, DAY).findings if one.kind.is_gap]
    assert [one.waived for one in after] == [True, False]


def test_another_kind_is_not_accepted_along() -> None:
    make = land("A")
    [islet] = found(make)
    accept(make, islet)
    make.tables["waivers"] = {
        ident: Waiver(id=ident, finding_key="island/ISL-09/0", reason="x", covers=islet.systems)
        for ident in make.tables["waivers"]
    }
    assert not found(make)[0].waived


@given(
    covers=st.lists(st.sets(st.sampled_from("ABCD")), max_size=3),
    severities=st.lists(st.sampled_from(["", "low", "critical"]), min_size=3, max_size=3),
    flows=st.sets(st.sampled_from([*combinations("ABCD", 2)])),
)
def test_it_holds_if_those_severe_enough_cover_all(
    covers: list[set[str]], severities: list[str], flows: set[tuple[str, str]]
) -> None:
    make = land(*"ABCD")
    for pair in sorted(flows):
        make.flow(*pair)
    ids = {name: make.system(name) for name in "ABCD"}
    for some, severity in zip(covers, severities, strict=False):
        key = f"rogue-island/ISL-01/{''.join(sorted(some))}"
        make.waive(key, covers=tuple(ids[name] for name in sorted(some)), severity=severity)
    for one in found(make):
        ranks = {"": 9, "low": 0, "critical": 3}
        enough = [
            some for some, severity in zip(covers, severities, strict=False)
            if ranks[severity] >= one.severity.rank
        ]  # fmt: skip
        assert one.waived is (names(make, one) <= set(chain(*enough)))


def test_a_check_after_an_edit_tells_the_same() -> None:
    make = land("A", "B", "C", "D")
    checks = Checks(CATALOGUE, lambda: DAY)
    before = checks.check(make.snapshot())
    accept(make, found(make)[0])
    after = checks.check(make.snapshot())
    assert not any(one.waived for one in before.findings)
    assert any(one.waived for one in after.findings)
    make.flow("D", "Erp")
    assert checks.check(make.snapshot()) == Checks(CATALOGUE, lambda: DAY).check(make.snapshot())


def test_json_tells_who_accepted_it_in_what_role_why_and_until_when() -> None:
    make = land("A")
    accept(make, found(make)[0], until=date(2027, 1, 1))
    snapshot = make.snapshot()
    shown = json.loads(json.dumps(as_json(snapshot, check(snapshot, CATALOGUE, DAY))))
    accepted = [one["accepted"] for one in shown["findings"] if "accepted" in one]
    assert accepted == [
        [
            {
                "who": "Ann",
                "role": "CIO",
                "reason": "accepted",
                "granted": "2026-05-03",
                "until": "2027-01-01",
            }
        ]
    ]


def test_whoever_accepted_it_is_named_as_far_as_known() -> None:
    def named(**fields: str) -> str:
        return by_whom(Waiver(finding_key="x", reason="x", **fields))  # type: ignore[arg-type]

    assert named(who="Ann", role="CIO") == "Ann (CIO)"
    assert named(who="Ann") == "Ann"
    assert named(role="CIO") == "CIO"
    assert named() == ""
