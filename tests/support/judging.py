"""What the tests of the dialogs of judgements share."""

from decimal import Decimal

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from isthmus.model.records import Flow, Holding, HoldingRole, Lifecycle, System
from isthmus.ui.judging.following import State
from isthmus.ui.window import MainWindow
from support.harbour import harbour_id, system_id


def settle(dialog: QDialog, qtbot: QtBot) -> None:
    """Wait until what is shown is of the map as it is."""
    qtbot.waitUntil(lambda: dialog.follower.state is State.CURRENT, timeout=10_000)


def titles(dialog: QDialog) -> list[str]:
    """What is listed."""
    return [row.title for row in dialog.list.rows.shown]


def add_twin(window: MainWindow, name: str = "Brevo") -> str:
    """A second tool for e-mail campaigns, half the size of Mailchimp, with a flow of its own."""
    system = System(
        name=name,
        category="email-campaigns",
        department=harbour_id("departments", "Marketing"),
        lifecycle=Lifecycle.LIVE,
        annual_cost=Decimal(12_000),
        users=3,
    )
    with window.session.document.edit(f"Draw {name}") as tx:
        tx.put(system)
        contact = harbour_id("data_objects", "Contact")
        tx.put(Holding(system=system.id, data_object=contact, role=HoldingRole.REPLICA))
        tx.put(Flow(source=system.id, target=system_id("Snowflake"), data_objects=(contact,)))
        tx.change(System, system_id("Mailchimp"), users=20)
    return system.id
