"""Going to what was found: on this view, on another that has it, or brought in if wished."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject

from isthmus.analysis.results import Finding, FindingKind
from isthmus.drawing.filtering import under
from isthmus.model.viewing import View
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.panels.findings import FindingsPanel
from isthmus.ui.scenarios.rows import Row
from isthmus.ui.session import Session
from isthmus.ui.view_desk import ViewDesk
from isthmus.ui.widgets.toast import Offer, Toast
from isthmus.workspace import edits
from isthmus.workspace.edits.resolving import counted

_NO_FILTER = {
    "filter_text": "", "filter_departments": (), "filter_categories": (), "filter_values": (),
    "filter_no_flows": False, "filter_findings": False,
}  # fmt: skip


class Going(QObject):
    """Shows a system, a flow, a data object, a department or a finding, wherever it stands."""

    def __init__(
        self,
        session: Session,
        canvas: MapCanvas,
        views: ViewDesk,
        *,
        findings: FindingsPanel,
        toast: Toast,
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._views = views
        self._toast = toast
        self._findings = findings
        findings.chosen.connect(self._about)

    def to_record(self, key: str) -> None:
        """Select a system or a flow and bring it into sight."""
        snapshot = self._session.snapshot
        flow = snapshot.flows.get(key)
        systems = {flow.source, flow.target} if flow else {key} & snapshot.systems.keys()
        if systems:
            self._to(systems, {key})

    def to_systems(self, keys: Collection[str]) -> None:
        """Select some systems and bring them into sight."""
        known = set(keys) & self._session.snapshot.systems.keys()
        if known:
            self._to(known, known)

    def to_records(self, keys: Collection[str]) -> None:
        """Select systems and flows, and bring them into sight."""
        flows = self._session.snapshot.flows
        ends = {
            end for one in keys if one in flows for end in (flows[one].source, flows[one].target)
        }
        systems = (ends | set(keys)) & self._session.snapshot.systems.keys()
        if systems:
            self._to_most(systems, set(keys))

    def to_department(self, key: str) -> None:
        """Select the systems that a department, or one under it, owns."""
        snapshot = self._session.snapshot
        owners = under(snapshot.departments, (key,))
        owned = {one.id for one in snapshot.systems.values() if one.department in owners}
        name = snapshot.departments[key].name
        if not owned:
            self._toast.say(f"{name} owns no system")
        elif self._to_most(owned, owned):
            self._toast.say(f"{name} owns {counted(len(owned), 'system')}")

    def to_data_object(self, key: str) -> None:
        """Select the flows that carry a data object, and the systems that hold it."""
        snapshot = self._session.snapshot
        flows = [one for one in snapshot.flows.values() if key in one.data_objects]
        holders = {one.system for one in snapshot.holdings.values() if one.data_object == key}
        name = snapshot.data_objects[key].name
        ends = {end for flow in flows for end in (flow.source, flow.target)}
        if not ends | holders:
            self._toast.say(f"No flow carries {name}, and no system holds it")
        elif self._to_most(ends | holders, {one.id for one in flows} | holders):
            words = (
                f"{counted(len(flows), 'flow')} {_verb(flows, 'carry')} {name},"
                f" {counted(len(holders), 'system')} {_verb(holders, 'hold')} it"
            )
            self._toast.offer(words, Offer("Show its path", lambda: self.show_lens(f"data:{key}")))

    def show_lens(self, lens: str) -> None:
        """Look at the view through that lens, as one undo step."""
        self._session.edit(edits.set_fields, View, self._session.view_id, lens=lens)

    def to_difference(self, row: Row) -> None:
        """Open the finding of a comparison where it stands, else select what it is about."""
        if row.finding is not None and self._findings.open_finding(row.finding.key):
            return
        known = [key for key in row.systems if key in self._session.snapshot.systems]
        if known:
            self._to(known, known)
        else:
            self._toast.say("Nothing of it is on this map")

    # Where it stands

    def _to(self, systems: Collection[str], chosen: Collection[str]) -> None:
        """Select on this view, else on the first that holds all; else offer to bring them in."""
        missing = set(systems) - self._canvas.on_view()
        if missing and (views := self._views.holding(systems)):
            self._views.show(views[0].id)
            self._toast.say(f"{self._names(chosen)}: shown on ‘{views[0].name}’")
        elif missing:
            self._offer_to_bring(missing, chosen)
            return
        self._select(systems, chosen)

    def _to_most(self, systems: Collection[str], chosen: Collection[str]) -> bool:
        """Select on this view what is on it, else on the view that holds most; whether any does."""
        if not self._canvas.on_view() & set(systems):
            held: dict[str, int] = {}
            for one in self._session.snapshot.placements.values():
                if one.system in systems:
                    held[one.view] = held.get(one.view, 0) + 1
            if not held:
                self._offer_to_bring(systems, chosen)
                return False
            self._views.show(max(self._views.views, key=lambda view: held.get(view.id, 0)).id)
        self._select(systems, chosen)
        return True

    def _select(self, systems: Collection[str], chosen: Collection[str]) -> None:
        if set(systems) & self._canvas.filtered_out():
            clear = Offer("Clear the filter", lambda: self._unfiltered(systems, chosen))
            self._toast.offer("The filter of this view hides it", clear)
        self._canvas.select(chosen)
        self._canvas.reveal(chosen)

    def _unfiltered(self, systems: Collection[str], chosen: Collection[str]) -> None:
        if self._session.edit(edits.set_filter, self._session.view_id, _NO_FILTER):
            self._select(systems, chosen)

    def _offer_to_bring(self, missing: Collection[str], chosen: Collection[str]) -> None:
        verb = "is" if len(missing) == 1 else "are"
        words = f"{self._names(missing)} {verb} in the model, but not on this view"
        self._toast.offer(words, Offer("Bring in", lambda: self._bring(missing, chosen)))

    def _bring(self, missing: Collection[str], chosen: Collection[str]) -> None:
        if self._canvas.bring_in(missing):
            self._canvas.select(chosen)
            self._canvas.reveal(chosen)

    def _names(self, ids: Iterable[str]) -> str:
        snapshot, ids = self._session.snapshot, list(ids)
        if len(ids) == 1 and (flow := snapshot.flows.get(ids[0])):
            ends = (snapshot.systems[end].name for end in (flow.source, flow.target))
            return " → ".join(ends)
        if len(ids) == 1 and ids[0] in snapshot.systems:
            return snapshot.systems[ids[0]].name
        return counted(len(ids), "system")

    # Findings

    def missing_of(self, finding: Finding) -> frozenset[str]:
        """The systems that a finding names, or would tie, and that are not on the view."""
        if finding.kind is FindingKind.NO_FLOWS:
            return frozenset()
        ends = {end for one in finding.closes_with for end in (one.source, one.target)}
        known = self._session.snapshot.systems.keys()
        return frozenset((ends | {*finding.systems}) & known) - self._canvas.on_view()

    def bring_in_finding(self, finding: Finding) -> None:
        """Bring in what the finding is about and the view does not hold."""
        missing = self.missing_of(finding)
        if not missing:
            self._toast.say("All systems of this finding are on this view")
        elif self._canvas.bring_in(missing):
            self._canvas.show_finding(finding)

    def _about(self, finding: Finding | None) -> None:
        """Say of the finding on show what of it this view does not hold, and what can be done."""
        missing = self.missing_of(finding) if finding else frozenset()
        if finding is None or not missing:
            return
        number = len(missing)
        verb = "is" if number == 1 else "are"
        words = f"{counted(number, 'system')} of this finding {verb} not on this view"
        offers = [Offer("Bring in", lambda: self.bring_in_finding(finding))]
        wanted = missing | (set(finding.systems) & self._canvas.on_view())
        if views := self._views.holding(wanted):
            offers.insert(
                0, Offer(f"Show on ‘{views[0].name}’", lambda: self._on(views[0], finding))
            )
        self._toast.offer(words, *offers)

    def _on(self, view: View, finding: Finding) -> None:
        self._views.show(view.id)
        self._canvas.show_finding(finding)


def _verb(some: Collection[object], verb: str) -> str:
    """The verb after so many: 'carries' after one, 'carry' after several."""
    if len(some) != 1:
        return verb
    return f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"
