"""A plan's areas as a year's report tells them: judged by people, or read from an old document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from samplan.followup.models import Round
from samplan.followup.queries.judged import year_of_judging
from samplan.followup.shapes import Judged, JudgedArea, JudgedItem, stopped_words
from samplan.followup.shapes.report import AreaPart, ItemPart, StepPart, TextPart, Words
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.models import Activity, AreaTag, Goal, Plan
from samplan.plans.shapes.content import Label


def document_name(name: str, *, public: bool) -> str:
    """What a document is called: to the public by its format alone, for a file's name may hold a person's."""
    return PurePath(name).suffix.lstrip(".").lower()[:10] if public and name else name


def areas_of(
    plan: Plan | None, year: int, rounds: list[Round], *, public: bool
) -> tuple[list[AreaPart], int | None, bool]:
    """Areas of which something is said in the year, the year that they are judged beside, and whether it is not locked.

    public: what is judged in a year that is not locked is left out, for nobody has said that it is done.
    """
    read = [a for r in rounds for a in _read(r.frozen, public=public)]
    told = year_of_judging(plan, year) if plan is not None else None
    if told is None or plan is None:
        return read, None, False
    begun = told.locked_at is None and any(i.now for a in told.areas for i in a.items)
    if public and told.locked_at is None:
        return read, None, begun
    focus: dict[int, list[int]] = defaultdict(list)
    for area, number in AreaTag.objects.filter(area__plan=plan).order_by("order").values_list("area_id", "number"):
        focus[area].append(number)
    horizons = dict(Goal.objects.filter(area__plan=plan).values_list("pk", "level"))
    spans = {a.pk: a for a in Activity.objects.filter(area__plan=plan).only("timeframe", "start", "end", "ongoing")}
    times = {pk: a.timeframe for pk, a in spans.items()}
    judged = [
        _judged(a, focus[a.id], horizons, times).model_copy(update={"steps": steps_of(a, spans, year)})
        for a in told.areas
        if any(i.now for i in a.items)
    ]
    return [*judged, *read], told.before, begun


def _judged(area: JudgedArea, focus: list[int], horizons: dict[int, str], times: dict[int, str]) -> AreaPart:
    whole, *items = area.items
    now, before = whole.now, whole.before
    return AreaPart(
        number=area.number,
        title=area.title,
        slug=area.slug,
        focus=focus,
        label=attainment_label(now.value) if now else None,
        written=now.written if now else "",
        comment=now.text if now else "",
        needs=now.needs if now else "",
        before=attainment_label(before.value) if before else None,
        before_comment=before.text if before else "",
        was=whole.was,
        items=[_item(i, horizons, times) for i in items if i.now or i.before],
    )


def _item(item: JudgedItem, horizons: dict[int, str], times: dict[int, str]) -> ItemPart:
    of_activity = item.kind == "activity"
    label: Callable[[str], Label | None] = activity_label if of_activity else attainment_label
    now = item.now or Judged(0, "", "", "", "", "", "", 0)
    stopped = stopped_words(now.decision, now.lost) if now.decision else None
    return ItemPart(
        kind=item.kind,
        text=item.text,
        label=label(now.value),
        written=now.written,
        comment=now.text,
        reason=now.reason,
        stopped=Words(sv=stopped.sv, en=stopped.en) if stopped else None,
        horizon="" if of_activity else horizons.get(item.id, ""),
        time=times.get(item.id, "") if of_activity else "",
        before=label(item.before.value) if item.before else None,
        before_comment=item.before.text if item.before else "",
    )


FINISHED = frozenset({"done", "permanent", "not_carried_out", "ended"})
"""Of what is so judged nothing is left for the year after."""


def steps_of(area: JudgedArea, spans: Mapping[int, Activity], year: int) -> list[StepPart]:
    """An area's activities in three columns, those of which one of the columns says something."""
    items = [(i, spans[i.id]) for i in area.items if i.kind == "activity" and i.id in spans]
    steps = [_step(item, span, year) for item, span in items]
    return [s for s in steps if s.planned or s.next or s.label or s.before]


def _step(item: JudgedItem, span: Activity, year: int) -> StepPart:
    now, before = item.now, item.before
    latest = now or before
    finished = latest is not None and latest.value in FINISHED
    over = span.end is not None and span.end.year <= year and not span.ongoing
    later = "carried" if over else "planned" if _reaches(span, year + 1) else ""
    return StepPart(
        text=item.text,
        time=span.timeframe,
        planned=_reaches(span, year),
        next="" if finished else later,
        label=activity_label(now.value) if now else None,
        comment=" ".join(t for t in (now.reason, now.text) if t) if now else "",
        before=activity_label(before.value) if before else None,
        before_comment=before.text if before else "",
    )


def _reaches(span: Activity, year: int) -> bool:
    """Whether an activity's time reaches into a year; one whose time is not told may be in any."""
    begun = span.start is None or span.start.year <= year
    return begun and (span.ongoing or span.end is None or span.end.year >= year)


def _read(frozen: dict[str, Any], *, public: bool) -> list[AreaPart]:
    """Areas out of a document's round: texts under their headings, and judgements with the document's own words."""
    areas: dict[int, dict[str, Any]] = {}
    texts: dict[int, list[TextPart]] = defaultdict(list)
    for one in frozen.get("followups", []):
        areas.setdefault(one["area"], one)
        place = one["place"]
        texts[one["area"]].append(
            TextPart(
                heading=one["heading"],
                text=one["text"],
                page=place.get("page"),
                document=document_name(place.get("document", ""), public=public),
            )
        )
    attained = {a["area"]: a for a in frozen.get("attainments", []) if a["kind"] == "area"}
    goals: dict[int, list[ItemPart]] = defaultdict(list)
    for told in frozen.get("attainments", []):
        if told["kind"] == "goal":
            goals[told["area"]].append(
                ItemPart(kind="goal", text=told["text"], label=_word(told), written=told["written"])
            )
    return [
        AreaPart(
            number=one["number"],
            title=one["title"],
            slug=one["slug"],
            focus=[one["focus"]] if one["focus"] else [],
            label=_word(attained[pk]) if pk in attained else None,
            written=attained[pk]["written"] if pk in attained else "",
            items=goals[pk],
            texts=texts[pk],
        )
        for pk, one in areas.items()
    ]


def _word(told: dict[str, Any]) -> Label | None:
    """The word as it was when it was frozen."""
    word = told["word"]
    return Label(code=told["value"], sv=word["sv"], en=word["en"], mark=word["mark"]) if word else None
