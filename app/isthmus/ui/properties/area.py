"""The technology area of a system: its own, or that of its category."""

from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.ui.properties.fields import MIXED, ChoiceField


class AreaField(ChoiceField):
    """One of the catalogue's areas; the first choice follows the category and says which."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__("Technology area", ())
        self._catalogue = catalogue

    def show_area(self, area: Any, category: Any) -> None:  # noqa: ANN401 - keys, or MIXED
        """Show an area's key; '' is that of the category."""
        areas = self._catalogue.areas
        own = [(key, one.name) for key, one in areas.items()]
        own.sort(key=lambda pair: pair[1].casefold())
        if area is not MIXED and area and area not in areas:
            own.append((area, area))
        self.offer([("", self._inherited(category)), *own])
        self.show_value(area)

    def _inherited(self, category: Any) -> str:  # noqa: ANN401
        known = None if category is MIXED else self._catalogue.categories.get(category)
        if category is MIXED or known is None:
            return "As the category says" if category else "None: it has no category"
        area = self._catalogue.areas.get(known.technology_area)
        return f"{area.name} (category)" if area else "None (category)"
