"""A draft that was sent out, in rows that can be commented on one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samplan.plans.shapes.commenting import CommentTold
from samplan.plans.shapes.content import AreaContent
from samplan.web.workspace.fields import HORIZON_WORDS

Mine = dict[str, list[CommentTold]]


@dataclass(frozen=True, slots=True)
class SentRow:
    """One part of an area. place: what a comment names; "" for what is commented on with the area. label: a status."""

    place: str
    text: str
    note: str = ""
    label: Any = None
    mine: tuple[CommentTold, ...] = ()


@dataclass(frozen=True, slots=True)
class SentPart:
    """Rows under one heading."""

    anchor: str
    heading: str
    rows: tuple[SentRow, ...]


def by_place(comments: Iterable[CommentTold]) -> Mine:
    """Comments by what they are about."""
    found: Mine = defaultdict(list)
    for one in comments:
        found[one.place].append(one)
    return found


def sent_parts(area: AreaContent, mine: Mine) -> list[SentPart]:
    """What stands in an area of the draft, with what the reader has said of each part; empty headings are left out."""
    texts = [(_("Bakgrund"), area.background), (_("Behov"), area.needs), (_("Kommentar"), area.comment)]
    parts = [SentPart(f"text-{n}", word, (SentRow("", text),)) for n, (word, text) in enumerate(texts) if text]
    parts += [
        SentPart("behov", _("Behov med källa"), _rows("need", area.need_rows, mine, _of_need)),
        SentPart("mal", _("Mål"), _rows("goal", area.goals, mine, _of_goal)),
        SentPart("aktiviteter", _("Aktiviteter"), _rows("activity", area.activities, mine, _of_activity)),
        SentPart("indikatorer", _("Indikatorer"), _rows("indicator", area.indicators, mine, _of_indicator)),
        SentPart("fragor", _("Utmaningsfrågor"), _rows("challenge_question", area.challenge_questions, mine, _of_ask)),
        SentPart("ansvariga", _("Ansvariga"), tuple(SentRow("", body.name) for body in area.responsible)),
    ]
    return [part for part in parts if part.rows]


def _rows(kind: str, items: Iterable[Any], mine: Mine, told: Any) -> tuple[SentRow, ...]:
    rows = []
    for item in items:
        place = f"{kind}:{item.id}"
        note, label = told(item)
        rows.append(SentRow(place, item.text, note, label, tuple(mine.get(place, ()))))
    return tuple(rows)


def _of_need(need: Any) -> tuple[str, Any]:
    return " ".join(str(w) for w in (need.source, need.year) if w), None


def _of_goal(goal: Any) -> tuple[str, Any]:
    return str(HORIZON_WORDS[goal.level]), goal.attainment


def _of_activity(activity: Any) -> tuple[str, Any]:
    return activity.timeframe or "", activity.status


def _of_indicator(indicator: Any) -> tuple[str, Any]:
    return (f"{_('Målvärde')}: {indicator.target}" if indicator.target else ""), None


def _of_ask(question: Any) -> tuple[str, Any]:
    return " · ".join(p.text for p in question.proposals), None
