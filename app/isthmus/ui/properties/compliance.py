"""Regulations and regions: token fields that systems and data objects share."""

from collections.abc import Iterable, Mapping, Sequence

from isthmus.model.records import DataObject, Record, System
from isthmus.ui.properties.fields import Field
from isthmus.ui.properties.tokens import REGIONS, REGULATIONS, TokenField, common
from isthmus.ui.session import Session

LISTS = ("regulations", "regions")


def compliance_fields(session: Session, hint: str = "none") -> dict[str, Field]:
    """A field for each of LISTS; what the map names already is offered too."""
    return {
        "regulations": TokenField(
            "Regulations", lambda: _offered(session, "regulations", REGULATIONS), hint
        ),
        "regions": TokenField("Regions", lambda: _offered(session, "regions", REGIONS), hint),
    }


def show_lists(
    fields: Mapping[str, Field],
    records: Sequence[Record | Sequence[str]],
    names: Sequence[str],
) -> None:
    """Show what all records list, in the token fields of those names; lists as they are."""
    for name in names:
        field = fields[name]
        if isinstance(field, TokenField):
            lists = [getattr(one, name) if isinstance(one, Record) else one for one in records]
            words, are_more = common(lists)
            field.show_words(words, are_more=are_more)


def _offered(session: Session, name: str, known: Iterable[str]) -> list[str]:
    """The known words, and those of the map that are not among them."""
    snapshot = session.snapshot
    records: list[System | DataObject] = [
        *snapshot.systems.values(),
        *snapshot.data_objects.values(),
    ]
    found = {word.casefold(): word for word in known}
    for one in records:
        for word in getattr(one, name):
            found.setdefault(word.casefold(), word)
    return list(found.values())
