"""Leaping through the history: any position is reached as undo and redo would reach it."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.model.changes import ChangeSet, joined
from isthmus.model.document import Document
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot

KEYS = ("a", "b", "c")
EDITS = st.lists(
    st.tuples(st.sampled_from(("put", "delete", "flow")), st.sampled_from(KEYS)), max_size=12
)


def edited(steps: list[tuple[str, str]]) -> tuple[Document, dict[str, Snapshot]]:
    """A document, and the map at each of its positions."""
    document = Document()
    seen = {"": document.snapshot()}
    for number, (verb, key) in enumerate(steps):
        with document.edit(f"Step {number}") as tx:
            if verb == "put":
                tx.put(System(id=key, name=f"{key}{number}"))
            elif verb == "delete":
                tx.delete(System, key)
            elif tx.get(System, key) and tx.get(System, "a") and key != "a":
                tx.put(Flow(id=f"f{key}", source=key, target="a"))
        seen[document.position] = document.snapshot()
    return document, seen


@given(steps=EDITS, goals=st.lists(st.integers(0, 12), max_size=6))
def test_every_position_is_reached_in_one_change(
    steps: list[tuple[str, str]], goals: list[int]
) -> None:
    document, seen = edited(steps)
    positions = list(seen)
    told: list[ChangeSet] = []
    document.subscribe(told.append)
    for goal in goals:
        wanted = positions[goal % len(positions)]
        before, count = document.position, len(told)
        leap = document.go_to(wanted)
        assert (leap is None) == (before == wanted)
        assert len(told) - count == (0 if leap is None else 1)
        assert document.position == wanted
        assert document.snapshot().same_content(seen[wanted])
        assert [*document.done, *document.undone] == positions[1:]


def test_a_position_that_is_not_there_changes_nothing() -> None:
    document, _ = edited([("put", "a")])
    before = document.snapshot()
    assert document.go_to("nowhere") is None
    assert document.snapshot() is before


def test_an_edit_after_a_leap_drops_what_was_undone() -> None:
    document, seen = edited([("put", "a"), ("put", "b"), ("put", "c")])
    first = list(seen)[1]
    leap = document.go_to(first)
    assert leap is not None
    assert leap.label == "Undo 2 steps"
    assert [change.id for change in (leap,)] != [first]
    with document.edit("Another") as tx:
        tx.put(System(id="d", name="d"))
    assert document.undone == ()
    assert document.done[0] == first


def test_joined_changes_go_from_the_first_state_to_the_last() -> None:
    told: list[ChangeSet] = []
    document = Document()
    document.subscribe(told.append)
    for name in ("One", "Two"):
        with document.edit("Name it") as tx:
            tx.put(System(id="a", name=name))
    with document.edit("Delete it") as tx:
        tx.delete(System, "a")
    assert joined(told, "All").deltas == ()
    (delta,) = joined(told[1:], "Later").deltas
    assert isinstance(delta.before, System)
    assert (delta.before.name, delta.after) == ("One", None)


def test_a_burst_is_undone_and_redone_as_one_and_heard_of_as_one() -> None:
    told: list[ChangeSet] = []
    document = Document()
    names = ("One", "Two", "Three", "Four")
    for name, burst in zip(names, ("", "x", "x", "y"), strict=True):
        with document.in_burst(burst), document.edit(f"Name it {name}") as tx:
            tx.put(System(id="a", name=name))
    document.subscribe(told.append)
    found = []
    while document.undo():
        system = document.snapshot().systems.get("a")
        found.append(system.name if system else "")
    assert found == ["Three", "One", ""]
    assert told[1].label == "Undo Name it Three"
    while document.redo():
        found.append(document.snapshot().systems["a"].name)
    assert found[3:] == ["One", "Three", "Four"]
    assert told[4].label == "Name it Two"
    assert len(document.done) == 4
