"""Which edition the county's page shows and why, and what else the county has published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samplan.publishing.shapes import EditionEntry, EditionView


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader of the county's page should know about the edition that it shows.

    covers: the plan says that it holds today. begins: its first day, when that is still to come; ended: its last day,
    when that has been. withdrawn: newer editions of the same plan that do not hold. others: of each other plan of the
    county the newest edition that holds.
    """

    covers: bool
    begins: date | None
    ended: date | None
    withdrawn: tuple[EditionEntry, ...]
    others: tuple[EditionEntry, ...]

    @property
    def worth_telling(self) -> bool:
        """Whether there is anything beside the plain case: one plan, and it holds today or names no days."""
        return bool(self.begins or self.ended or self.withdrawn or self.others)


def standing(view: EditionView, newest_first: Sequence[EditionEntry], today: date) -> Standing:
    """How the shown edition stands among all of the county's."""
    valid_from, valid_to = view.content.valid_from, view.content.valid_to
    newer = [e for e in newest_first if e.plan_slug == view.plan_slug and e.number > view.number and e.withdrawn]
    others: dict[str, EditionEntry] = {}
    for entry in newest_first:
        if entry.plan_slug != view.plan_slug and not entry.withdrawn:
            others.setdefault(entry.plan_slug, entry)
    return Standing(
        covers=any(e.covers(today) for e in newest_first if (e.plan_slug, e.label) == (view.plan_slug, view.label)),
        begins=valid_from if valid_from and valid_from > today else None,
        ended=valid_to if valid_to and valid_to < today else None,
        withdrawn=() if view.withdrawn else tuple(newer),
        others=tuple(others.values()),
    )
