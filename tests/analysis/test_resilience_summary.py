"""A stress test in one sentence."""

from datetime import date

from isthmus.analysis.resilience.stress import stress
from isthmus.analysis.resilience.summary import stress_summary
from isthmus.catalogue.load import load_catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.paths import resources
from isthmus.workspace.sources import load_sources
from support.mapmaker import MapMaker

CATALOGUE = load_catalogue()


def sample() -> Snapshot:
    source = resources() / "samples/harbour-vale.isthmus"
    return load_sources([source], CATALOGUE).snapshot()


def test_it_counts_what_the_test_found_and_names_what_stops() -> None:
    snapshot = sample()
    for system in snapshot.systems.values():
        test = stress(snapshot, CATALOGUE, [system.id], [])
        told = stress_summary(snapshot, test)
        assert told.startswith(f"If {system.name} fails: "), told
        for count, words in (
            (len(test.lost), "the mainland"),
            (test.paths, "path"),
            (sum(len(gap.systems) for gap in test.broken), "expected integration"),
        ):
            assert (f"{count} " in told and words in told) or not count, told
        if len(test.stopped) <= 2:
            names = [snapshot.data_objects[one.data_object].name for one in test.stopped]
            assert all(f"{name} stops reaching" in told for name in names), told
        else:
            assert f"{len(test.stopped)} data objects stop reaching" in told


def test_where_nothing_breaks_it_says_so() -> None:
    maker = MapMaker()
    lone = maker.system("Lone")
    snapshot = maker.snapshot()
    told = stress_summary(snapshot, stress(snapshot, CATALOGUE, [lone], []))
    assert told == "If Lone fails: nothing else breaks."


def test_a_retirement_names_its_day_and_what_was_named_in_vain() -> None:
    snapshot = sample()
    system = min(snapshot.systems.values(), key=lambda one: one.name)
    test = stress(snapshot, CATALOGUE, [system.id], [], retired_on=date(2027, 3, 1))
    assert stress_summary(snapshot, test).startswith(
        f"If {system.name} is retired on 1 March 2027: "
    )
    idle = stress(
        snapshot,
        CATALOGUE,
        [system.id],
        [],
        retired_on=date(2027, 3, 1),
        as_of=date(2027, 1, 1),
    )
    assert "is not retired before 1 March 2027" in stress_summary(snapshot, idle)
