"""What differs between two editions of a plan, item by item and word by word. Pure.

Items are the same when their permanent ids are; so a text that was moved and reworded is still known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from samplan.plans.shapes.content import AreaContent, PlanContent

PIECE = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an edition: what it is, in which area, and its words."""

    key: str
    kind: str
    area: AreaContent | None
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both editions (""), only in the later ("ins") or only in the earlier ("del")."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is new, gone, moved or reworded. came_from: the area that a moved item stood in."""

    mark: str
    kind: str
    runs: tuple[Run, ...]
    came_from: AreaContent | None = None

    @property
    def shown(self) -> str:
        """The words as the later edition has them; of what is gone, the earlier one's."""
        return "".join(run.text for run in self.runs if run.tag != "del" or self.mark == "dropped")


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """The changes of one area, as the later edition has it, else the earlier one (None: the plan itself)."""

    area: AreaContent | None
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes by area, and how many there are of each mark, with "same" for what is as it was."""

    areas: list[AreaChanges]
    counts: dict[str, int]


def compare(earlier: PlanContent, later: PlanContent) -> Comparison:
    """What happened between the two editions, in the order of the later one; what is gone stands last in its area."""
    before, after = _by_key(earlier), _by_key(later)
    groups: dict[str, AreaChanges] = {}
    counts: Counter[str] = Counter()
    for item in after.values():
        change = _change(before.get(item.key), item)
        counts[change.mark if change else "same"] += 1
        if change:
            _group(groups, item.area, later).changes.append(change)
    for key, item in before.items():
        if key not in after:
            counts["dropped"] += 1
            change = Change("dropped", item.kind, (Run("del", item.text),))
            _group(groups, item.area, later).changes.append(change)
    order = {area.id: place for place, area in enumerate(later.areas)}
    areas = sorted(groups.values(), key=lambda g: -1 if g.area is None else order.get(g.area.id, len(order)))
    return Comparison(areas, dict(counts))


def _group(groups: dict[str, AreaChanges], area: AreaContent | None, later: PlanContent) -> AreaChanges:
    key = area.id if area else ""
    shown = next((a for a in later.areas if area and a.id == area.id), area)
    return groups.setdefault(key, AreaChanges(shown, []))


def _change(old: Item | None, new: Item) -> Change | None:
    if old is None:
        return Change("added", new.kind, (Run("ins", new.text),))
    moved = old.area is not None and new.area is not None and old.area.id != new.area.id
    if moved:
        return Change("moved", new.kind, runs_between(old.text, new.text), old.area)
    return Change("reworded", new.kind, runs_between(old.text, new.text)) if old.text != new.text else None


def runs_between(old: str, new: str) -> tuple[Run, ...]:
    """Word by word: joining what is common and gone gives the old text, what is common and new gives the new one."""
    left, right = PIECE.findall(old), PIECE.findall(new)
    runs: list[Run] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Run("", "".join(left[a:b])))
            continue
        if b > a:
            runs.append(Run("del", "".join(left[a:b])))
        if d > c:
            runs.append(Run("ins", "".join(right[c:d])))
    return tuple(runs)


def _by_key(plan: PlanContent) -> dict[str, Item]:
    items = [*_plan_items(plan), *(item for area in plan.areas for item in _area_items(area))]
    return {item.key: item for item in items if item.text}


def _plan_items(plan: PlanContent) -> Iterator[Item]:
    yield Item("title", _("Titel"), None, plan.title)
    for place, goal in enumerate(plan.overall_goals):
        yield Item(f"goal-{place}", _("Övergripande mål"), None, goal)
    for place, image in enumerate(plan.target_images):
        yield Item(f"image-{image.number or place}", _("Målbild"), None, _line(image.title, image.text))
    for fund in plan.funds:
        yield Item(f"fund-{fund.name}-{fund.year}", _("Medel"), None, _line(fund.name, fund.year, fund.amount))


def _area_items(area: AreaContent) -> Iterator[Item]:
    own = f"area-{area.id}"
    yield Item(own, _("Område"), area, _line(area.number, area.title))
    yield Item(f"{own}-background", _("Bakgrund"), area, area.background or "")
    yield Item(f"{own}-needs", _("Behov"), area, area.needs or "")
    yield Item(f"{own}-responsible", _("Ansvariga"), area, ", ".join(b.name for b in area.responsible))
    for goal in area.goals:
        judged = goal.attainment.sv if goal.attainment else None
        yield Item(f"goal-{goal.id}-", _("Mål"), area, _line(goal.text, judged, goal.attainment_comment))
    for activity in area.activities:
        bodies = ", ".join(b.name for b in activity.responsible)
        status = activity.status.sv if activity.status else None
        yield Item(
            f"activity-{activity.id}", _("Aktivitet"), area, _line(activity.text, activity.timeframe, status, bodies)
        )
    for indicator in area.indicators:
        yield Item(f"indicator-{indicator.id}", _("Indikator"), area, _line(indicator.text, indicator.target))
    for followup in area.followups:
        yield Item(
            f"followup-{followup.id}", _("Uppföljning"), area, _line(followup.year, followup.heading, followup.text)
        )
    for question in area.challenge_questions:
        yield Item(f"question-{question.id}", _("Utmaningsfråga"), area, question.text)
        for proposal in question.proposals:
            yield Item(f"proposal-{proposal.id}", _("Förslag"), area, _line(proposal.text, proposal.actor))
    yield Item(f"{own}-comment", _("Kommentar"), area, area.comment or "")


def _line(*parts: object) -> str:
    """The parts that there are, with a dot between."""
    return " · ".join(str(part) for part in parts if part)
