"""Rules as one changes them: written and read again, switched, edited, taken back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.premises import Premises, catalogue_for, known_keys, settings_for
from isthmus.analysis.rulebook import (
    held_rules,
    new_key,
    rulebook,
    switched,
    with_pack,
    with_rule,
    without_pack,
    without_rule,
)
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.rules import OWN, rules_of_text
from isthmus.catalogue.ruletext import rules_as_text
from isthmus.catalogue.types import Direction, Rule, Scope, Severity, Subject
from isthmus.model.records import Criticality, Hosting
from support.mapmaker import MapMaker, catalogue_of, rule

RULES = (
    rule("MKT-01", ["mail"], ["crm"], claim=OWN),
    rule("MKT-02", ["forms"], ["crm"], claim=OWN),
    rule("FIN-01", ["crm"], ["erp"], claim=OWN, pack="money"),
)


def holding(premises: Premises, catalogue: Catalogue) -> set[str]:
    """Keys of the rules that a map with these premises is checked by."""
    make = MapMaker()
    for setting in settings_for(premises).values():
        if setting is not None:
            make._put("settings", setting)
    return {rule.key for rule in catalogue_for(make.snapshot(), catalogue).rules}


# --- as text -----------------------------------------------------------------------------------

KEYS = [f"{stem}-{number:02}" for stem in ("OWN", "MKT", "ABC") for number in range(4)]
words = st.text(max_size=20).map(str.strip)
sides = st.permutations(["crm", "mail", "forms", "erp", "hub"]).flatmap(
    lambda keys: st.integers(1, 4).map(lambda cut: (tuple(keys[:cut]), tuple(keys[cut:])))
)
names = st.lists(words.filter(bool), unique=True, max_size=3).map(tuple)


@st.composite
def rules(draw: st.DrawFn, pack: str = "any") -> Rule:
    sources, targets = draw(sides)
    is_both = draw(st.booleans())
    within = draw(st.sampled_from(Scope))
    alone = is_both or within is not Scope.ANYWHERE
    return Rule(
        key=draw(st.sampled_from(KEYS)),
        pack=pack,
        title=draw(words.filter(bool)),
        sources=sources,
        targets=targets,
        data_objects=draw(st.sampled_from([("contact",), ("invoice", "consent")])),
        direction=Direction.BOTH if is_both else Direction.FORWARD,
        subject=draw(st.sampled_from(Subject)),
        automated=draw(st.booleans()),
        max_hops=draw(st.integers(1, 6)),
        severity=draw(st.sampled_from(Severity)),
        why=draw(words.filter(bool)),
        claim=OWN,
        together=False if alone else draw(st.booleans()),
        why_back=draw(words) if is_both else "",
        within=within,
        departments=draw(names),
        regions=draw(names),
        hosting=draw(st.sampled_from([(), (Hosting.SAAS,)])),
        criticality=draw(st.sampled_from([(), (Criticality.HIGH, Criticality.LOW)])),
    )


@given(st.lists(rules(), max_size=4, unique_by=lambda one: one.key))
def test_rules_are_written_and_read_again(written: list[Rule]):
    text = rules_as_text(written)
    read = rules_of_text("any", text, known_keys(catalogue_of()))
    assert sorted(read, key=lambda one: one.key) == sorted(written, key=lambda one: one.key)
    assert rules_as_text(read) == text


def test_the_catalogues_rules_are_written_and_read_again():
    catalogue = load_catalogue()
    for pack in {one.pack for one in catalogue.rules}:
        own = tuple(one for one in catalogue.rules if one.pack == pack)
        text = rules_as_text(own)
        assert rules_of_text(pack, text, known_keys(catalogue)) == own
        assert " = false" not in text.replace("automated = false", "")


# --- switches ----------------------------------------------------------------------------------

steps = st.lists(
    st.tuples(
        st.sampled_from(["MKT-01", "MKT-02", "FIN-01", "test", "money", "OWN-01", "mine"]),
        st.booleans(),
    ),
    max_size=8,
)
OWNED = {"mine": rules_as_text([rule("OWN-01", ["mail"], ["erp"], claim=OWN)])}


@given(steps)
def test_switches_do_what_ticking_boxes_one_by_one_does(steps: list[tuple[str, bool]]):
    catalogue, premises = catalogue_of(*RULES), Premises(own=OWNED)
    packs = {"test": {"MKT-01", "MKT-02"}, "money": {"FIN-01"}, "mine": {"OWN-01"}}
    expected = {key for keys in packs.values() for key in keys}
    for name, on in steps:
        premises = switched(premises, catalogue, [name], on=on)
        keys = packs.get(name, {name})
        expected = expected | keys if on else expected - keys
    assert holding(premises, catalogue) == expected
    book = rulebook(premises, catalogue)
    assert {one.rule.key for pack in book for one in pack.rules if one.is_on} == expected
    assert {pack.name: pack.on for pack in book} == {
        name: len(keys & expected) for name, keys in packs.items()
    }


def test_a_pack_that_is_off_keeps_rules_that_come_later_off():
    first = switched(Premises(), catalogue_of(*RULES), ["test"], on=False)
    later = catalogue_of(*RULES, rule("MKT-03", ["mail"], ["erp"]))
    assert holding(first, later) == {"FIN-01"}


# --- rules of one's own --------------------------------------------------------------------------


def test_an_edited_rule_stays_in_its_pack_and_goes_back():
    catalogue = catalogue_of(*RULES)
    edited = replace(RULES[0], severity=Severity.LOW, max_hops=1)
    premises = with_rule(Premises(), catalogue, edited)
    held = held_rules(premises, catalogue)["MKT-01"]
    assert (held.rule, held.built_in, held.is_edited) == (edited, RULES[0], True)
    assert list(premises.own) == ["test"]
    assert holding(switched(premises, catalogue, ["test"], on=False), catalogue) == {"FIN-01"}
    assert without_rule(premises, catalogue, "MKT-01") == Premises()
    assert with_rule(premises, catalogue, RULES[0]) == Premises()


def test_a_rule_of_a_pack_of_ones_own_is_edited_there():
    catalogue = catalogue_of(*RULES)
    premises = Premises(own=OWNED)
    changed = replace(held_rules(premises, catalogue)["OWN-01"].rule, title="Another title")
    premises = with_rule(premises, catalogue, changed)
    assert list(premises.own) == ["mine"]
    assert held_rules(premises, catalogue)["OWN-01"].rule.title == "Another title"
    assert not held_rules(premises, catalogue)["OWN-01"].is_edited
    assert without_rule(premises, catalogue, "OWN-01").own == {}
    assert without_pack(premises, "mine") == Premises()


@given(st.lists(rules("mine"), max_size=5))
def test_what_is_added_last_holds(added: list[Rule]):
    catalogue, premises = catalogue_of(*RULES), Premises()
    for one in added:
        premises = with_rule(premises, catalogue, one)
    held = held_rules(premises, catalogue)
    expected = {one.key: one for one in (*RULES, *added)}
    assert {key: one.rule for key, one in held.items()} == expected
    for one in added:
        premises = without_rule(premises, catalogue, one.key)
    assert premises == Premises()


def test_a_pack_that_cannot_be_read_is_told_of_and_not_written_over():
    catalogue = catalogue_of(*RULES)
    premises = Premises(own={"mine": "[OWN-01]\ntitle = 3"})
    (mine,) = [pack for pack in rulebook(premises, catalogue) if pack.name == "mine"]
    assert mine.fault == "mine.toml: OWN-01: 'title' is not a text"
    assert mine.rules == ()
    with pytest.raises(CatalogueError, match="'title' is not a text"):
        with_rule(premises, catalogue, rule("OWN-02", ["mail"], ["crm"], pack="mine", claim=OWN))
    assert without_rule(premises, catalogue, "OWN-01") == premises


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("mine", "# nothing", "it holds no rule"),
        ("MKT-01", OWNED["mine"], "not like that of a rule"),
        (" ", OWNED["mine"], "a pack needs a name"),
        ("mine", "x" * 200_001, "longer than 200,000 characters"),
    ],
)
def test_what_is_no_pack_is_refused(name: str, text: str, told: str):
    with pytest.raises(CatalogueError) as error:
        with_pack(Premises(), catalogue_of(*RULES), name, text)
    assert told in error.value.fault


def test_a_new_key_is_one_that_no_rule_has():
    assert new_key([]) == "OWN-01"
    assert new_key(["OWN-01", "OWN-02"]) == "OWN-03"
    assert new_key([f"OWN-{number:02}" for number in range(1, 100)]) == ""
