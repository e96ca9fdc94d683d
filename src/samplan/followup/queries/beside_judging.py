"""What stands beside a year's judgement: answers of those who answer for the things, and what old documents told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samplan.followup import catalogue
from samplan.followup.models import Round
from samplan.followup.queries.corrected import frozen_today
from samplan.followup.queries.frozen import given_of, question_of
from samplan.followup.shapes import Given, Judged, Proposed, Question, RoundState
from samplan.plans.models import Area, Goal, Plan

Key = tuple[str, int]
"""What is judged: its kind and its id. Not its area, for it may have moved since."""


def proposals_of(plan: Plan, year: int) -> dict[Key, tuple[Proposed, ...]]:
    """What those who answer for areas and activities said of them in the year's closed rounds (two queries).

    Only of rounds about this plan, and only answers with a choice; corrections are laid over them.
    """
    kinds = [k.code for k in catalogue.kinds() if k.asks == "owners"]
    rounds = list(Round.objects.filter(plan=plan, year=year, kind__in=kinds, state=RoundState.CLOSED).order_by("pk"))
    if not rounds:
        return {}
    found: dict[Key, list[Proposed]] = defaultdict(list)
    for round_, told in zip(rounds, frozen_today(rounds), strict=True):
        questions = {q.code: q for q in map(question_of, told["questions"]) if q.item in {"area", "activity"}}
        for body in told["bodies"]:
            for code, answer in body["answers"].items():
                question, given = questions.get(code), given_of(answer)
                if question is not None and given.choice:
                    found[question.item, question.item_id].append(_proposed(round_, body, question, given))
    return {key: tuple(some) for key, some in found.items()}


def _proposed(round_: Round, body: dict[str, Any], question: Question, given: Given) -> Proposed:
    return Proposed(
        key=f"{round_.pk}-{body['body']}",
        body=body["name"],
        round=catalogue.kind_name(round_.kind),
        on=given.on,
        value=given.choice,
        text=given.text,
        reason=str(given.more.get("reason", "")),
        needs=str(given.more.get("needs", "")),
    )


@dataclass(frozen=True, slots=True)
class ReadYear:
    """A year that an old document told of: texts and judgements by what they are about."""

    year: int
    document: str
    told: dict[Key, Judged]


def read_before(plan: Plan, year: int, areas: Iterable[Area], goals: Iterable[Goal]) -> ReadYear | None:
    """The latest earlier year of which an old document tells something about the plan's areas (one query).

    An area is known by its row or, in a later version of the plan, by its place in addresses; a goal by its words.
    """
    read = catalogue.rounds().read_from_document.code
    rows = Round.objects.filter(partnership=plan.partnership_id, kind=read, year__lt=year, state=RoundState.CLOSED)
    rows = rows.filter(plan__owner=plan.owner_id)
    places = {a.slug: a.pk for a in areas}
    # What was told of an area that was split since stands at its parts.
    own = set(places.values()) | {former for a in areas if (former := getattr(a, "former", None)) is not None}
    words = {(g.area_id, _plain(g.text)): g.pk for g in goals}
    for row in rows.order_by("-year"):
        slugs = {f["area"]: f["slug"] for f in row.frozen.get("followups", [])}
        here = {a: a if a in own else places.get(slug) for a, slug in slugs.items()}
        told = _told(row.frozen, here, words)
        if told:
            return ReadYear(row.year, row.frozen.get("document", {}).get("name", ""), told)
    return None


def _told(frozen: dict[str, Any], here: dict[int, int | None], words: dict[tuple[int, str], int]) -> dict[Key, Judged]:
    found: dict[Key, Judged] = {}
    attained: dict[Key, tuple[str, str]] = {}
    for one in frozen.get("attainments", []):
        area = here.get(one["area"])
        if area is None:
            continue
        goal = words.get((area, _plain(one["text"]))) if one["kind"] == "goal" else None
        if one["kind"] == "area":
            attained["area", area] = (one["value"], one["written"])
        elif goal is not None:
            found["goal", goal] = Judged(0, one["value"], one["written"], "", "", "", "", 0)
    texts: dict[int, list[str]] = defaultdict(list)
    for one in frozen.get("followups", []):
        area = here.get(one["area"])
        if area is not None:
            texts[area].append(f"{one['heading']}: {one['text']}" if one["heading"] else one["text"])
    for area in {*texts, *(pk for _kind, pk in attained)}:
        value, written = attained.get(("area", area), ("", ""))
        found["area", area] = Judged(0, value, written, "\n".join(texts[area]), "", "", "", 0)
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
