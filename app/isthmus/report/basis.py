"""What a report is made from, and the names of things in it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from isthmus.analysis.ownership import Ownership
from isthmus.analysis.premises import Premises, catalogue_for, premises_of
from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Rule
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot
from isthmus.report.words import by_name


@dataclass(frozen=True)
class Basis:
    """A map, what was found on it, what the catalogue knows, and the day it is told for."""

    snapshot: Snapshot
    analysis: Analysis
    catalogue: Catalogue
    as_of: date

    @cached_property
    def premises(self) -> Premises:
        """What the map says that its findings depend on."""
        return premises_of(self.snapshot)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that hold for the map: the catalogue's but for its own and those off."""
        return catalogue_for(self.snapshot, self.catalogue).rules

    def source(self, rule: Rule) -> str:
        """The title of the source that a rule rests on."""
        found = catalogue_for(self.snapshot, self.catalogue).sources.get(rule.claim)
        return found.title if found else rule.claim

    @cached_property
    def systems(self) -> list[System]:
        """The systems in the order of their names."""
        rows = self.snapshot.systems.values()
        return sorted(rows, key=lambda row: (row.name.casefold(), row.name, row.id))

    @cached_property
    def open_findings(self) -> list[Finding]:
        """The findings that nobody has accepted as a risk, most severe first."""
        return [finding for finding in self.analysis.findings if not finding.waived]

    @cached_property
    def ownership(self) -> Ownership:
        """Who pays for a system and who looks after it, as the analysis sees it."""
        return Ownership(self.snapshot)

    @property
    def currency(self) -> str:
        """The currency in which costs are added up."""
        return self.snapshot.info.currency

    def cost(self, system: System) -> Decimal | None:
        """What a system costs a year in the map's currency; None where that is not known."""
        cost = system.annual_cost
        if cost is None or not cost.is_finite():
            return None
        return self.premises.rates.converted(cost, system.currency, self.currency)

    def system(self, system_id: str) -> str:
        """A system's name; an analysis may be a moment older than the map."""
        found = self.snapshot.systems.get(system_id)
        return found.name if found else "a deleted system"

    def names(self, ids: tuple[str, ...]) -> list[str]:
        """Names of systems in the order of the alphabet."""
        return by_name(self.system(one) for one in ids)

    def department(self, department_id: str | None) -> str:
        """A department's name, '' for none."""
        found = self.snapshot.departments.get(department_id or "")
        return found.name if found else ""

    def category(self, key: str) -> str:
        """A category's name; a key that the catalogue does not know is shown as it is."""
        found = self.catalogue.categories.get(key)
        return found.name if found else key
