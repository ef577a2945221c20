"""Nasty files, one nastiness each: read as expected, or refused with what to do."""

from pathlib import Path

import pytest

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot
from support.nasty.case import Nasty
from support.nasty.corpus import CORPUS
from support.workbooks import applied, assert_true_account

READ = [nasty for nasty in CORPUS if not nasty.fault]
REFUSED = [nasty for nasty in CORPUS if nasty.fault]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_there_are_enough_of_them_and_no_two_are_called_the_same():
    assert len({nasty.file for nasty in CORPUS}) == len(CORPUS) >= 100


@pytest.mark.parametrize("nasty", READ, ids=str)
def test_a_nasty_file_is_read(nasty: Nasty, tmp_path: Path, catalogue: Catalogue):
    path = tmp_path / nasty.file
    nasty.make(path)
    proposal = propose([path], catalogue)
    assert_true_account(proposal)
    snapshot = applied(proposal)
    by_name = {system.name: system for system in snapshot.systems.values()}
    assert sorted(by_name) == sorted(nasty.systems)
    found = {key: value_of(by_name[key[0]], key[1], snapshot) for key in nasty.values}
    assert found == dict(nasty.values)
    for cell, words in nasty.told:
        assert told_of(proposal, cell, words), [(p.cell, p.message) for p in proposal.problems]


@pytest.mark.parametrize("nasty", REFUSED, ids=str)
def test_a_nasty_file_is_refused(nasty: Nasty, tmp_path: Path, catalogue: Catalogue):
    path = tmp_path / nasty.file
    nasty.make(path)
    with pytest.raises(ImportFault) as caught:
        propose([path], catalogue)
    message = str(caught.value)
    assert nasty.file in message
    assert all(words.casefold() in message.casefold() for words in nasty.fault), message


def value_of(system: System, field: str, snapshot: Snapshot) -> object:
    """What a system has in a field; departments by name."""
    if field.startswith("custom:"):
        return dict(system.custom).get(field.removeprefix("custom:"), "")
    if field == "department":
        return snapshot.departments[system.department].name if system.department else ""
    return getattr(system, field)


def told_of(proposal: Proposal, cell: str, words: str) -> bool:
    return any(p.cell == cell and words in p.message for p in proposal.problems)
