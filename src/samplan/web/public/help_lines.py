"""The help line on an area's page, where the area speaks of suicide."""

from __future__ import annotations

from samplan.plans.shapes.content import AreaContent
from samplan.publishing.help_lines import HelpLine, help_lines


def for_area(area: AreaContent) -> list[HelpLine]:
    """The lines to show where title, goals or activities speak of suicide; an empty list otherwise."""
    said = [area.title, area.background or "", area.needs or ""]
    said += [g.text for g in area.goals] + [a.text for a in area.activities]
    text = " ".join(said).casefold()
    known = help_lines()
    return known.lines if any(word in text for word in known.words) else []
