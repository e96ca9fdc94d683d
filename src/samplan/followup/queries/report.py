"""A year's follow-up put together: rounds, statements, measures, judgements, recommendations, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from samplan.actors.models import Partnership
from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import kind_name, quantified
from samplan.followup.compiling import compiling, names_one
from samplan.followup.models import Closing, Correction, Recommendation, Round
from samplan.followup.queries.asked_areas import with_questions
from samplan.followup.queries.compiled import RoundAnswers, plan_of_year, round_answers, statements_of
from samplan.followup.queries.judged import correction_line
from samplan.followup.queries.measures import grid_of, measures_of
from samplan.followup.queries.named import names_chosen_since
from samplan.followup.queries.participants import participants_of
from samplan.followup.queries.results import results_of
from samplan.followup.queries.told import areas_of, document_name
from samplan.followup.shapes import FieldKind, Question, Results, RoundState, StatementOrigin, StatementView
from samplan.followup.shapes.report import (
    CorrectionPart,
    FollowUpReport,
    GridPart,
    MeasurePart,
    RecommendationPart,
    RoundPart,
    SourcePart,
    StatementPart,
    TagPart,
    TotalPart,
    Words,
)
from samplan.plans.models import Plan, PlanFocusArea

COORDINATOR = "Länets samordnare"
"""Who corrects, as the public is told: the function and not the person."""


def report_of(
    partnership: Partnership, year: int, *, public: bool, read_since: datetime | None = None
) -> FollowUpReport:
    """All that a county's closed rounds and judgements of a year say.

    public: bodies beside their answers only where they consent and nobody else is given away. A fixed number of
    queries for each round, and 15 more, whatever the number of bodies, questions, activities and statements.
    read_since: when readers first read the year; what bodies have said of their names since then is told as put right.
    """
    plan = plan_of_year(partnership, year)
    rounds = list(
        Round.objects.filter(partnership=partnership, year=year, state=RoundState.CLOSED)
        .select_related("partnership__county")
        .order_by("pk")
    )
    reopened = set(Closing.objects.filter(round__in=rounds).values_list("round_id", flat=True))
    told = [(round_, round_answers(round_)) for round_ in rounds]
    results = [(round_, answers, results_of(round_)) for round_, answers in told]
    asked = [(round_, answers, found) for round_, answers, found in results if found is not None and answers.questions]
    measures, grids, before = _measured(asked, public=public)
    areas, judged_before, not_locked = areas_of(plan, year, rounds, public=public)
    areas = with_questions(areas, [(round_, found) for round_, _answers, found in asked])
    county = partnership.county
    views = [(answers, statements_of(answers)) for _round, answers in told]
    return FollowUpReport(
        county=county.name,
        county_slug=county.slug,
        county_code=county.code,
        made_up=county.made_up,
        year=year,
        made_on=timezone.localdate(),
        plan=str(plan) if plan else "",
        focus_areas=_focus_areas(plan),
        rounds=[_round(r, t, public=public, reopened=r.pk in reopened) for r, t in told],
        statements=[_statement(s, t, public=public) for t, some in views for s in some],
        measures=measures,
        grids=grids,
        totals=[one for round_, _answers, found in asked for one in _totals(round_, found, public=public)],
        participants=[p for round_, a, _found in asked for p in participants_of(round_, a, public=public)],
        areas=areas,
        recommendations=_recommendations(partnership, year),
        corrections=_in_order(
            _corrections(rounds, plan, year, public=public), _renamed(partnership, year, views, read_since)
        ),
        compared=before,
        judged_before=judged_before,
        not_locked=not_locked,
    )


def words(told: Sentences) -> Words:
    """The same as the report keeps it."""
    return Words(sv=told.sv, en=told.en)


def _measured(
    asked: Iterable[tuple[Round, RoundAnswers, Results]], *, public: bool
) -> tuple[list[MeasurePart], list[GridPart], int | None]:
    measures: list[MeasurePart] = []
    grids: list[GridPart] = []
    before: int | None = None
    for round_, answers, results in asked:
        found = measures_of(round_, results)
        measures += found
        before = before or results.before_year
        if found:
            grids.append(grid_of(round_, answers, found, public=public))
    return measures, grids, before


def _totals(round_: Round, results: Results, *, public: bool) -> Iterable[TotalPart]:
    """What was filled in, question by question; for everybody only of so many that none is known by it."""
    for one in results.questions:
        days = [s.now.corrected for s in one.texts if s.now is not None and s.now.corrected is not None]
        for total in one.totals:
            if public and total.n < compiling().totals:
                continue
            yield TotalPart(
                round=round_.pk,
                number=one.question.number,
                code=one.question.code,
                version=one.question.version,
                text=words(one.question.text),
                field=words(total.field.label),
                value=words(total.words),
                n=total.n,
                asked=len(one.texts),
                target=one.question.target if total.field.kind is FieldKind.ROWS else None,
                corrected=max(days, default=None),
            )


def _focus_areas(plan: Plan | None) -> list[TagPart]:
    if plan is None:
        return []
    rows = PlanFocusArea.objects.filter(plan=plan, removed_at=None).order_by("number")
    return [TagPart(kind="focus", name=f.title, number=str(f.number)) for f in rows]


def _round(round_: Round, told: RoundAnswers, *, public: bool, reopened: bool) -> RoundPart:
    """Silence is counted as silence: whoever answered nothing is one of those asked all the same."""
    document = document_name(round_.frozen.get("document", {}).get("name", ""), public=public)
    begun = {asked for asked, _code in told.answers}
    whole = sum(
        all(_answered(told, asked, q) for q in told.questions if q.asked_of(told.body_ids[asked]))
        for asked in begun
        if asked in told.bodies
    )
    return RoundPart(
        id=round_.pk,
        kind=words(kind_name(round_.kind)),
        asked=len(told.bodies),
        answered=whole,
        partly=len(begun) - whole,
        silent=len(told.bodies) - len(begun),
        closed_on=timezone.localtime(round_.closed_at).date() if round_.closed_at else None,
        document=document,
        reopened=reopened,
        area=str(round_.area) if round_.area else "",
    )


def _answered(told: RoundAnswers, asked: int, question: Question) -> bool:
    given = told.given(asked, question.code)
    return given is not None and question.answered(given.choice, given.text, given.more)


def _statement(one: StatementView, told: RoundAnswers, *, public: bool) -> StatementPart:
    against = len({s.asked_id for s in one.against})
    return StatementPart(
        id=one.id,
        round=told.round.pk,
        text=words(one.said),
        count=words(one.words),
        n=one.n,
        asked=one.asked,
        names=list(one.named),
        withheld=one.withheld if one.origin is StatementOrigin.COMPILED else 0,
        against=against,
        against_words=words(quantified(against, one.asked, told.noun)) if against else None,
        sources=[*_sources(one, against=False), *_sources(one, against=True)],
        tags=[TagPart(kind=t.kind, name=t.name, number=t.number, framework=t.framework) for t in _first_first(one)],
        changed=one.changed,
        document=document_name(one.place.get("document", ""), public=public),
        page=one.place.get("page"),
    )


def _first_first(one: StatementView) -> list[Any]:
    return sorted(one.tags, key=lambda t: not t.first)


def _sources(one: StatementView, *, against: bool) -> list[SourcePart]:
    """The answers by question and choice: how many, never who and never their own words."""
    counts: dict[tuple[int, str], SourcePart] = {}
    for source in one.against if against else one.sources:
        key = (source.question.number, source.chosen.code if source.chosen else "")
        chosen = Words(sv=source.chosen.sv, en=source.chosen.en) if source.chosen else None
        n = counts[key].n + 1 if key in counts else 1
        counts[key] = SourcePart(
            number=source.question.number, question=words(source.question.text), answer=chosen, n=n, against=against
        )
    return [counts[key] for key in sorted(counts)]


def _recommendations(partnership: Partnership, year: int) -> list[RecommendationPart]:
    rows = Recommendation.objects.filter(partnership=partnership, year=year).select_related("body", "area")
    return [
        RecommendationPart(
            text=r.text,
            body=r.body.name,
            area=str(r.area) if r.area else "",
            due=r.due,
            answer=r.answer,
            reason=r.reason,
            answered_on=timezone.localtime(r.answered_at).date() if r.answered_at else None,
        )
        for r in rows.order_by("pk")
    ]


def _in_order(*some: list[CorrectionPart]) -> list[CorrectionPart]:
    return sorted((one for part in some for one in part), key=lambda c: c.on)


def _renamed(
    partnership: Partnership,
    year: int,
    views: list[tuple[RoundAnswers, tuple[StatementView, ...]]],
    since: datetime | None,
) -> list[CorrectionPart]:
    """That bodies have said something else of their names since readers read the year; which bodies is not told."""
    if since is None:
        return []
    texts = {s.id: s.said.sv for _answers, some in views for s in some}
    return [
        CorrectionPart(
            on=timezone.localtime(choice.at).date(),
            about=f"Vilka som nämns vid påståendet: {texts[choice.statement_id]}",
            reason="En organisation har ändrat sig om sitt namn.",
            by="Organisationen själv",
        )
        for choice in names_chosen_since(partnership, year, since)
        if choice.statement_id in texts
    ]


def _corrections(rounds: list[Round], plan: Plan | None, year: int, *, public: bool) -> list[CorrectionPart]:
    """Corrections of the year's rounds and of its judgement, in order. The public is not told whose answer it was.

    A reason that names a body is not told to it either.
    """
    answers = list(Correction.objects.filter(round__in=rounds).select_related("by"))
    judged = Correction.objects.filter(judgement__judged__plan=plan, judgement__judged__year=year).select_related("by")
    bodies = {b["name"] for r in rounds for b in r.frozen.get("bodies", [])}
    found = []
    for row in sorted([*answers, *(judged if plan else ())], key=lambda c: (c.at, c.pk)):
        line = correction_line(row)
        hidden = public and row.round_id is not None
        question = row.about.get("question", {}).get("sv", "")
        found.append(
            CorrectionPart(
                on=timezone.localtime(row.at).date(),
                about=f"En organisations svar på frågan: {question}" if hidden else line.about,
                before="" if hidden else line.before,
                after="" if hidden else line.after,
                reason="" if hidden and names_one(line.reason, bodies) else line.reason,
                by=COORDINATOR if public else line.by,
            )
        )
    return found
