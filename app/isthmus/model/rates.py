"""Rates of exchange: the user's own, since nothing is ever asked of the network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency is in the map's own, by ISO 4217 code."""

    of: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Codes as they are compared.

        Raises:
            ValueError: a rate is no positive number.
        """
        for code, rate in self.of.items():
            if not (rate.is_finite() and rate > 0):
                raise ValueError(f"The rate of {code} is {rate}, and it must be above nothing.")
        own = {code.strip().upper(): rate for code, rate in self.of.items()}
        object.__setattr__(self, "of", MappingProxyType(own))

    def converted(self, amount: Decimal, currency: str, own: str) -> Decimal | None:
        """An amount in the map's own currency; None where its currency has no rate."""
        code = currency.strip().upper()
        if code in ("", own.strip().upper()):
            return amount
        rate = self.of.get(code)
        return None if rate is None else amount * rate


NO_RATES = Rates()
"""Nothing but the map's own currency is added up."""
