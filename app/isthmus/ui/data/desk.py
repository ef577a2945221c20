"""Ties the data objects to the map: worked out beside the window, kept up with edits."""

from PySide6.QtCore import QObject, QTimer

from isthmus.model.changes import ChangeSet, Facet
from isthmus.ui.data.accounts import Account, accounts_of
from isthmus.ui.data.panel import DataPanel
from isthmus.ui.going import Going
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.latest import Latest
from isthmus.ui.session import Session

_WEIGHS = Facet.TOPOLOGY | Facet.ATTRIBUTES
_REST = 150
"""Milliseconds after an edit until it is worked out again."""

_STOPPED = "Stopped. It is worked out when this tab is shown again, or the map changes."


class DataDesk(QObject):
    """Works out who holds what while somebody looks; where names and buttons lead."""

    def __init__(self, session: Session, jobs: JobRunner, panel: DataPanel, going: Going) -> None:
        super().__init__(panel)
        self._session, self._panel, self._going = session, panel, going
        self._latest = Latest(jobs, "Working out who holds what", self)
        self._is_stale = True
        self._again = QTimer(self, interval=_REST)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._work)
        session.changed.connect(self._follow)
        session.replaced.connect(self._replace)
        session.view_changed.connect(self._show_path)
        panel.shown.connect(self._work)
        self._latest.stopped.connect(lambda: panel.wait(_STOPPED))
        panel.opened.connect(self._show_path)
        details = panel.details
        details.followed.connect(going.to_record)
        details.select_wanted.connect(going.to_data_object)
        details.path_wanted.connect(self._set_path)

    def _follow(self, change: ChangeSet) -> None:
        if change.facets() & _WEIGHS:
            self._is_stale = True
            self._latest.drop()
            self._panel.wait()
            self._again.start()
        self._show_path()

    def _replace(self) -> None:
        self._is_stale = True
        self._latest.drop()
        self._panel.clear()
        self._again.start()

    def _work(self) -> None:
        """Work it out, unless nobody looks."""
        if not self._is_stale or not self._panel.isVisible():
            return
        snapshot, catalogue = self._session.snapshot, self._session.catalogue

        def work(ticket: Ticket) -> tuple[Account, ...]:
            return accounts_of(snapshot, catalogue, ticket.progress)

        self._latest.ask(work, self._show)

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self._is_stale = False
        self._panel.show_accounts(accounts)

    # The lens of its path

    def _lens(self) -> str:
        session = self._session
        view = session.snapshot.views.get(session.view_id)
        return view.lens if view is not None else ""

    def _show_path(self) -> None:
        account = self._panel.details.account
        if account is not None:
            self._panel.details.show_path(on=self._lens() == f"data:{account.ident}")

    def _set_path(self, ident: str, on: bool) -> None:  # noqa: FBT001 - a signal's
        self._going.show_lens(f"data:{ident}" if on else "islands")
        self._show_path()
