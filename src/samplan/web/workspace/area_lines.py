"""The lines of a plan's areas: who answers for each, how far its activities have come, what it is short of. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.plans.catalogue import activity_label
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.editing import AreaGlance, AreaLack, OutlineArea

LACK_WORDS = {
    AreaLack.RESPONSIBLE: gettext_lazy("ansvarig"),
    AreaLack.INDICATOR: gettext_lazy("indikator"),
    AreaLack.TARGET: gettext_lazy("målvärde"),
    AreaLack.COST: gettext_lazy("kostnad"),
}


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area in one line. statuses: its activities' statuses with how many have each, those without one left out."""

    area: OutlineArea
    responsible: str
    statuses: tuple[tuple[Label, int], ...]
    lacks: str
    changed_on: date


def area_lines(areas: Sequence[OutlineArea], glances: Mapping[int, AreaGlance]) -> list[AreaLine]:
    """The plan's areas in order, each with what is seen of it at a glance."""
    return [_line(area, glances[area.id]) for area in areas]


def _line(area: OutlineArea, glance: AreaGlance) -> AreaLine:
    labelled = [(activity_label(code), number) for code, number in area.statuses]
    return AreaLine(
        area,
        ", ".join(glance.responsible),
        tuple((label, number) for label, number in labelled if label is not None),
        ", ".join(str(LACK_WORDS[lack]) for lack in glance.lacks),
        glance.changed_on,
    )


def key_of(lines: Sequence[AreaLine]) -> list[Label]:
    """The statuses that stand in the lines, each once, the most common first."""
    seen: Counter[Label] = Counter()
    for line in lines:
        seen.update(dict(line.statuses))
    return [label for label, _number in seen.most_common()]


def lacking(glances: Mapping[int, AreaGlance]) -> list[str]:
    """How many areas are short of each thing, in words ("3 saknar ansvarig"); nothing where none is."""
    told = []
    for lack, word in LACK_WORDS.items():
        number = sum(lack in glance.lacks for glance in glances.values())
        if number:
            told.append(_("%(number)d saknar %(what)s") % {"number": number, "what": word})
    return told
