"""The areas that a walk has met, by their titles and numbers."""

from __future__ import annotations

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.wording import plain


class Known:
    """Finds the area that a heading, a cell or a row names again."""

    def __init__(self, builder: PlanBuilder) -> None:
        self.builder = builder
        self._by_key: dict[tuple[str, str], AreaBuilder] = {}

    def enter(self, area: AreaBuilder, title: str, number: str | None) -> None:
        """Enter an area under its title and number; the first of a title has the title alone too."""
        self._by_key[plain(title), plain(number or "")] = area
        self._by_key.setdefault((plain(title), ""), area)

    def call(self, area: AreaBuilder, title: str) -> None:
        """Let a title alone mean this area from now on."""
        self._by_key[plain(title), ""] = area

    def named(self, title: str, number: str | None) -> AreaBuilder | None:
        """The area of a title; two numbers that differ are two areas."""
        known = self._by_key.get((plain(title), plain(number or ""))) or self._by_key.get((plain(title), ""))
        other = str(known.number.value) if known and known.number else ""
        return None if number and other and plain(other) != plain(number) else known

    def told(self, title: str, number: str | None) -> AreaBuilder | None:
        """The area that a row of a table over all areas is about, by its title or by its number alone."""
        known = self.named(title, number)
        if known is not None:
            return known
        told = plain(number or title)
        return next(
            (area for area in self.builder.areas if area.number and plain(str(area.number.value)) == told), None
        )
