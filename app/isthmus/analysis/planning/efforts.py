"""What a flow costs to build, in days of work.

The figures are Isthmus's own starting points, to be edited; they come from no study.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from isthmus.analysis.planning.results import TENTHS
from isthmus.model.records import FlowMethod

READY = "ready connector"
"""What is noted of a flow that one makes cheaper."""


@dataclass(frozen=True, slots=True)
class Efforts:
    """Days of work for a flow by its method, and what makes one cheaper."""

    api: Decimal = Decimal(10)
    event: Decimal = Decimal(12)
    file: Decimal = Decimal(5)
    etl: Decimal = Decimal(8)
    ipaas: Decimal = Decimal(4)
    """To or from an integration platform that has a connector; else it takes as long as an API."""
    database: Decimal = Decimal(8)
    connector: Decimal = Decimal("0.5")
    """Times this where a ready connector is listed for both ends, or for what is tied to a hub."""
    hub: Decimal = Decimal("0.8")
    """Times this where a hub that the mainland has is one of the ends."""
    extending: Decimal = Decimal("0.5")
    """Times this where an automatic flow goes that way already, and only has to carry more."""
    new_hub: Decimal = Decimal(20)
    """Days to bring in an integration platform that the map does not have."""
    rate: Decimal | None = None
    """What a day costs, in the map's currency; None where only days are told."""

    def of(self, method: FlowMethod) -> Decimal:
        """Days for a flow of a method; one by hand is none, and of unknown method is by API."""
        by_method = {
            FlowMethod.EVENT: self.event,
            FlowMethod.FILE: self.file,
            FlowMethod.ETL: self.etl,
            FlowMethod.IPAAS: self.ipaas,
            FlowMethod.DATABASE: self.database,
            FlowMethod.MANUAL: Decimal(0),
        }
        return by_method.get(method, self.api)


def tenths(days: Decimal) -> int:
    """Days as whole tenths, one at the least: no work is free."""
    return max(1, int((days * TENTHS).to_integral_value(ROUND_HALF_UP)))
