"""The demo county's compiled year: statements, consents, two judged years, recommendations, a correction; published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

MADE_UP_NOTE = "Påhittat svar per telefon"


def lay_compiled(path: Path, coordinator: Any, partnership: Any, plans: list[Any]) -> None:
    """Lay what the file tells about last year's closed round, through the real actions, all in one transaction."""
    import yaml
    from django.db import transaction
    from django.utils import timezone

    from samplan.followup import actions as followup

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    year = timezone.localdate().year - 1
    with transaction.atomic():
        for plan in plans:
            followup.lay_history(by=coordinator, plan=plan)
        round_id = _yearly(coordinator, year)
        rows = _asked(coordinator, round_id)
        for name in told["consents"]:
            followup.give_consent(by=coordinator, asked_id=rows[name], names=True, note=MADE_UP_NOTE)
        for one in told["statements"]:
            _statement(coordinator, partnership, year, round_id, one)
        for name, when in (("first", year - 1), ("second", year)):
            _judge(coordinator, plans[-1], when, told["judged"][name])
        for one in told["recommendations"]:
            _recommend(coordinator, partnership, plans[-1], year, one)
        for one in told["corrections"]:
            followup.correct_answer(
                by=coordinator,
                round_id=round_id,
                asked_id=rows[one["body"]],
                code=one["question"],
                choice=one["choice"],
                text=one["text"],
                reason=one["reason"],
            )
        followup.lock_year(by=coordinator, plan=plans[-1], year=year)


def publish_years(coordinator: Any, partnership: Any) -> None:
    """Publish the follow-up of both judged years, once: a year that has an edition is left alone."""
    from django.utils import timezone

    from samplan.publishing import actions
    from samplan.publishing.followups import followup_entries

    last = timezone.localdate().year - 1
    published = {entry.year for entry in followup_entries(partnership.county.slug)}
    for year in (last - 1, last):
        if year not in published:
            actions.publish_followup(by=coordinator, partnership=partnership, year=year)


def keep_figures(coordinator: Any, partnership: Any) -> None:
    """Keep the figures beside the closed rounds, once: what the page that closes a round does by itself.

    Rounds that were read out of old documents have none: nobody closed them here.
    """
    from django.db import transaction

    from samplan.followup import queries
    from samplan.followup.shapes import RoundState
    from samplan.publishing import actions
    from samplan.publishing.followup_figures import has_kept_figures

    if has_kept_figures(partnership):
        return
    with transaction.atomic():
        for line in queries.rounds_for(coordinator):
            if line.state is RoundState.CLOSED and not line.read:
                actions.keep_round_figures(by=coordinator, round_id=line.id)


def _yearly(coordinator: Any, year: int) -> int:
    """The year's closed round of yearly questions."""
    from samplan.followup import catalogue, queries

    name = catalogue.kind_name("yearly")
    return next(r.id for r in queries.rounds_for(coordinator) if r.year == year and r.kind == name)


def _round(coordinator: Any, round_id: int) -> Any:
    """The round, which the coordinator may see as a matter of course."""
    from samplan.followup import queries

    return queries.round_for(coordinator, round_id)


def _asked(coordinator: Any, round_id: int) -> dict[str, int]:
    from samplan.followup import queries

    round_ = _round(coordinator, round_id)
    return {c.body: c.asked_id for c in queries.compilation_of(round_).consents}


def _statement(coordinator: Any, partnership: Any, year: int, round_id: int, told: dict[str, Any]) -> None:
    """A statement out of the draft that the rules make of the question and the choice."""
    from samplan.followup import actions, queries

    round_ = _round(coordinator, round_id)
    drafts = queries.compilation_of(round_).drafts
    code, choice = told["question"], told["choice"]
    draft = next((d for d in drafts if d.question.code == code and d.choice and d.choice.code == choice), None)
    if draft is None:
        return
    tags = [
        tag
        for tag in queries.tag_choices(partnership, year)
        if (tag.kind == "focus" and tag.number == told.get("focus"))
        or (tag.kind == "area" and tag.number == told.get("area"))
        or (tag.kind == "perspective" and tag.name in told.get("perspectives", ()))
    ]
    made = actions.add_statement(
        by=coordinator,
        round_id=round_id,
        text=told["text"],
        proposed=draft.text,
        sources=[(asked, code) for asked in draft.sources],
        against=[(asked, code) for asked in draft.against],
        tags=tags,
    )
    if told.get("names"):
        actions.change_statement(
            by=coordinator, statement_id=made.pk, text=made.text, seen_version=made.version, show_names=True
        )


def _judge(coordinator: Any, plan: Any, year: int, told: dict[str, Any]) -> None:
    """A year's judgement; items by their place in their area."""
    from samplan.followup import actions, queries

    actions.open_judging(by=coordinator, plan=plan, year=year)
    judged: Any = queries.year_of_judging(plan, year)
    areas = {a.number: a for a in judged.areas}
    for number, said in told.items():
        area = areas.get(number)
        if area is None:
            continue
        wanted = [("area", {"nth": 0, **said["area"]})]
        wanted += [("goal", one) for one in said.get("goals", ())]
        wanted += [("activity", one) for one in said.get("activities", ())]
        for kind, one in wanted:
            items = [i for i in area.items if i.kind == kind]
            if one["nth"] < len(items):
                words = {k: v for k, v in one.items() if k != "nth"}
                actions.judge(
                    by=coordinator,
                    plan=plan,
                    year=year,
                    kind=kind,
                    item_id=items[one["nth"]].id,
                    said=actions.Said(**words),
                )


def _recommend(coordinator: Any, partnership: Any, plan: Any, year: int, told: dict[str, Any]) -> None:
    from django.utils import timezone

    from samplan.actors.queries import bodies_of
    from samplan.followup import actions
    from samplan.plans import queries

    areas = {a.number: a.id for a in queries.plan_outline(plan.pk).areas}
    made = actions.recommend(
        by=coordinator,
        partnership=partnership,
        year=year,
        text=told["text"],
        body_id=bodies_of(partnership).get(name=told["body"]).pk,
        area_id=areas.get(told["area"]),
        due=timezone.localdate() + timedelta(days=60) if told.get("due") else None,
    )
    if "answer" in told:
        actions.answer_recommendation(
            by=coordinator, recommendation_id=made.pk, answer=told["answer"], reason=told["reason"]
        )
