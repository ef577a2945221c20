"""Who owns, pays for and looks after a system: IT, or the business."""

from collections.abc import Mapping

from isthmus.model.records import Department, System
from isthmus.model.snapshot import Snapshot


class Ownership:
    """What a map says of departments, with IT's sub-departments counted as IT."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read the departments of a map."""
        self._departments = snapshot.departments
        self._it = {ident for ident in self._departments if _is_it(ident, self._departments)}

    @property
    def knows_it(self) -> bool:
        """Whether the map records a department that is IT."""
        return bool(self._it)

    def is_it(self, department: str | None) -> bool:
        """Whether a department, or one above it, is IT."""
        return department in self._it

    def name(self, department: str | None) -> str:
        """The name of a department, '' where none is recorded."""
        return self._departments[department].name if department else ""

    def stewarded(self, system: System) -> bool:
        """Whether IT looks after a system: a steward (also one in the business), or its owner."""
        return bool(
            system.it_steward.strip() or system.steward_in_business or self.is_it(system.department)
        )

    def outside(self, system: System) -> bool:
        """Whether a system is owned or funded outside IT, as far as the map says."""
        return bool(
            any(d and not self.is_it(d) for d in (system.department, system.funder))
            or system.business_owner.strip()
        )

    def paid_outside(self, system: System) -> bool:
        """Whether a system is paid for outside IT.

        The funder decides, else the owning department; where neither is recorded, a named
        business owner counts as outside, and nobody at all as inside.
        """
        payer = system.funder or system.department
        return not self.is_it(payer) if payer else bool(system.business_owner.strip())

    def account(self, system: System) -> str:
        """The name of the department under which a system's cost is shown; '' if none is known."""
        return self.name(system.department or system.funder)


def _is_it(ident: str, departments: Mapping[str, Department]) -> bool:
    seen: set[str] = set()
    step: str | None = ident
    while step and step not in seen:
        if departments[step].is_it:
            return True
        seen.add(step)
        step = departments[step].parent
    return False
