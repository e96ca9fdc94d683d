"""Finds words in a plan's texts, whatever their ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from samplan.plans.kinds import TEXT_KINDS
from samplan.plans.models import Area
from samplan.plans.queries.rows import PlanRows, plan_rows
from samplan.plans.shapes.editing import Hit
from samplan.plans.shapes.items import ItemKind

_WORD = re.compile(r"\w+")
AROUND = 60
"""How many characters of an excerpt stand before and after the word."""


def search_plan(plan_id: int, words: str, *, limit: int = 100) -> list[Hit]:
    """Items in which every one of the words stands, in the plan's order; raises NotThere. A fixed number of queries.

    Words are compared by their Swedish stem, and the last one also by how it begins.
    """
    wanted = [_stem(w) for w in _WORD.findall(words)]
    if not wanted:
        return []
    hits: list[Hit] = []
    for kind, item_id, area, text in _texts(plan_rows(plan_id)):
        at = _place(text, wanted)
        if at is None:
            continue
        hits.append(
            Hit(
                kind=kind,
                id=item_id,
                area_id=area.pk if area else None,
                area_slug=area.slug if area else None,
                area_title=str(area) if area else None,
                excerpt=_excerpt(text, at),
            )
        )
        if len(hits) == limit:
            break
    return hits


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A word's Swedish stem. A stemmer carries state and pages are served by many threads, so each word has its own."""
    stem: str = snowballstemmer.stemmer("swedish").stemWord(word.casefold())
    return stem


def _place(text: str, wanted: list[str]) -> int | None:
    """Where the first of the words stands, when all of them do."""
    first: int | None = None
    missing = set(wanted)
    for found in _WORD.finditer(text):
        stem = _stem(found.group())
        hit = {w for w in wanted if stem == w or (w == wanted[-1] and stem.startswith(w))}
        if hit and first is None:
            first = found.start()
        missing -= hit
    return None if missing else first


def _excerpt(text: str, at: int) -> str:
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _texts(rows: PlanRows) -> Iterator[tuple[ItemKind, int, Area | None, str]]:
    plan = rows.plan
    yield ItemKind.PLAN, plan.pk, None, plan.title
    for kind in (ItemKind.OVERALL_GOAL, ItemKind.PERSPECTIVE):
        for line in rows.simple(kind, plan.pk):
            yield kind, line.id, None, line.text
    for image in rows.target_images:
        yield ItemKind.TARGET_IMAGE, image.pk, None, f"{image.title} {image.text}".strip()
    for focus_area in rows.focus_areas:
        yield ItemKind.FOCUS_AREA, focus_area.pk, None, focus_area.title
    for fund in rows.funds:
        yield ItemKind.FUND, fund.pk, None, fund.name
    for area in rows.areas:
        yield from ((kind, item_id, area, text) for kind, item_id, text in _area_texts(rows, area))


def _area_texts(rows: PlanRows, area: Area) -> Iterator[tuple[ItemKind, int, str]]:
    a = area.pk
    yield ItemKind.AREA, a, " ".join(filter(None, (area.number, area.title, area.group)))
    for kind in (*TEXT_KINDS, ItemKind.FOLLOWUP_QUESTION):
        for line in rows.simple(kind, a):
            yield kind, line.id, line.text
    for goal in rows.goals.get(a, []):
        yield ItemKind.GOAL, goal.pk, goal.text
    for activity in rows.activities.get(a, []):
        yield ItemKind.ACTIVITY, activity.pk, f"{activity.text} {activity.timeframe}".strip()
    for indicator in rows.indicators.get(a, []):
        yield ItemKind.INDICATOR, indicator.pk, indicator.text
    for responsible in rows.responsible.get(a, []):
        yield ItemKind.RESPONSIBLE, responsible.pk, responsible.text
    for followup in rows.simple(ItemKind.FOLLOWUP, a):
        yield ItemKind.FOLLOWUP, followup.id, f"{followup.name} {followup.text}".strip()
    for question in rows.simple(ItemKind.CHALLENGE_QUESTION, a):
        yield ItemKind.CHALLENGE_QUESTION, question.id, question.text
        for proposal in rows.simple(ItemKind.PROPOSAL, question.id):
            yield ItemKind.PROPOSAL, proposal.id, f"{proposal.text} {proposal.name}".strip()
