"""Edits of what flows carry."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from isthmus.model.document import Document
from isthmus.model.records import Flow
from isthmus.workspace.edits.resolving import counted, data_objects, one_step
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue


def set_carried(
    document: Document,
    flows: Collection[str],
    names: Collection[str],
    catalogue: "Catalogue | None" = None,
) -> None:
    """Let flows, by their ids, carry just the data objects of those names (added if new).

    Raises:
        EditRefused: a flow is gone, or a name is blank.
    """
    with one_step(document, f"Change what {counted(len(flows), 'flow')} carries") as tx:
        objects = data_objects(tx, names, catalogue)
        for key in flows:
            if tx.get(Flow, key) is None:
                raise EditRefused("The flow is not on the map any more.")
            tx.change(Flow, key, data_objects=objects)
