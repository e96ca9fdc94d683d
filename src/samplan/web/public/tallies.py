"""Counted statuses: one mark per thing and the counts in words, for the two judgements. Pure but for the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samplan.plans.shapes.content import ActivityContent, AreaContent, Label
from samplan.plans.shapes.exchange import ActivityKind
from samplan.web import swedish

DONE_ORDER = ["done", "permanent", "ongoing", "started", "planned", "waiting", "paused", "notdone", "idea", "nostatus"]
HELPED_ORDER = ["achieved", "partly", "missed", "unjudged"]
MOST_MARKS = 120
REPORTED = Label(code="reported", sv="Redovisad", en="Reported", mark="done")


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and the word for it in the right number."""

    number: int
    word: str


@dataclass(frozen=True, slots=True)
class Tally:
    """marks: one name per thing, in the order of the judgement; empty when there are too many to draw.

    whole_areas: how many of the things are areas that the plan judges as a whole.
    """

    total: int
    marks: tuple[str, ...]
    counts: tuple[Count, ...]
    whole_areas: int = 0


def mark_of(label: Label | None, without: str = "nostatus") -> str:
    """The mark of a label; `without` for none."""
    return (label.mark or label.code) if label else without


def status_of(activity: ActivityContent) -> Label | None:
    """Its status; "reported" for one that the plan tells of as carried out without another word for it."""
    if activity.status is None and activity.kind is ActivityKind.REPORTED:
        return REPORTED
    return activity.status


def activities(areas: Iterable[AreaContent]) -> Tally:
    """Is it done? One thing per activity."""
    return _tally([status_of(a) for area in areas for a in area.activities], DONE_ORDER, "nostatus", _("utan status"))


def goals(areas: Iterable[AreaContent]) -> Tally:
    """Did it help? One thing per goal; one per area where only the area as a whole has been judged."""
    found: list[Label | None] = []
    whole = 0
    for area in areas:
        judged = any(goal.attainment for goal in area.goals)
        if area.goal_status and not judged:
            found.append(area.goal_status)
            whole += 1
        else:
            found.extend(goal.attainment for goal in area.goals)
    return _tally(found, HELPED_ORDER, "unjudged", _("inte bedömt"), whole)


def _tally(labels: list[Label | None], order: list[str], without: str, without_word: str, whole: int = 0) -> Tally:
    place = {name: i for i, name in enumerate(order)}
    numbers: Counter[tuple[int, str, str]] = Counter()
    for label in labels:
        mark = mark_of(label, without)
        word = (label.en if swedish.in_english() else label.sv) if label else without_word
        numbers[(place.get(mark, len(order)), mark, word)] += 1
    rows = sorted(numbers.items())
    marks = tuple(mark for (_place, mark, _word), n in rows for _i in range(n))
    counts = tuple(Count(n, swedish.status_word(word, n)) for (_place, _mark, word), n in rows)
    return Tally(len(labels), marks if len(marks) <= MOST_MARKS else (), counts, whole)
