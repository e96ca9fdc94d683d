"""A whole plan, as the exchange file and as pages and editions need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from samplan.actors.models import Party
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.kinds import money
from samplan.plans.models import Area, Cost, Goal, OtherBlock, PlanFocusArea
from samplan.plans.models import Fund as FundRow
from samplan.plans.models import Indicator as IndicatorRow
from samplan.plans.queries.owners_now import Owners, owner_lists, owners_now, responsible_names
from samplan.plans.queries.rows import NEED_AREA, RELATED, RELATED_PLAN, PlanRows, plan_rows
from samplan.plans.queries.weave import plan_weave
from samplan.plans.shapes import content, exchange
from samplan.plans.shapes.areanames import names_of
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import PlanRelationKind, PlanType


def plan_file(plan_id: int) -> exchange.PlanFile:
    """The plan in the exchange format; raises NotThere. 13 queries whatever its size."""
    rows = plan_rows(plan_id)
    plan = rows.plan
    return exchange.PlanFile(
        title=plan.title or None,
        county_code=plan.county.code,
        county=plan.county.name,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        overall_goals=rows.texts(ItemKind.OVERALL_GOAL, plan.pk),
        target_images=_target_images(rows),
        focus_areas=[exchange.FocusArea(number=f.number, title=f.title) for f in rows.focus_areas],
        perspectives=rows.texts(ItemKind.PERSPECTIVE, plan.pk),
        areas=[_area_file(rows, area) for area in rows.areas],
        funds=[_fund(f) for f in rows.funds],
        relations=[exchange.Relation(**told.model_dump(exclude={"plan_id"})) for told in _relations(rows)],
        other=_other(rows.other.get(None, [])),
    )


def plan_content(plan_id: int) -> content.PlanContent:
    """The plan with labels and permanent ids inside; raises NotThere. 17 queries whatever its size."""
    rows = plan_rows(plan_id)
    plan = rows.plan
    woven = plan_weave(rows)
    parties = Party.objects.filter(partnership=plan.partnership).select_related("body").order_by("order", "pk")
    return content.PlanContent(
        id=str(plan.pk),
        slug=plan.slug,
        title=plan.title or f"Länsgemensam plan för psykisk hälsa i {plan.county.name}",
        county_code=plan.county.code,
        county=plan.county.name,
        county_slug=plan.county.slug,
        made_up=plan.county.made_up,
        parties=[content.Body(name=p.body.name, code=p.body.code) for p in parties],
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        overall_goals=rows.texts(ItemKind.OVERALL_GOAL, plan.pk),
        target_images=_target_images(rows),
        focus_areas=[_focus_area(f) for f in rows.focus_areas],
        perspectives=rows.texts(ItemKind.PERSPECTIVE, plan.pk),
        areas=[area_content(rows, area) for area in rows.areas],
        funds=[_fund(f) for f in rows.funds],
        other=_other(rows.other.get(None, [])),
        opening=_opening(rows),
        type=PlanType(plan.type),
        image_ids=[str(t.pk) for t in rows.target_images],
        overall_goal_ids=[str(line.id) for line in rows.simple(ItemKind.OVERALL_GOAL, plan.pk)],
        effects=woven.effects,
        chain=woven.chain,
        dependencies=woven.dependencies,
        tags=woven.tags,
        lineage=woven.lineage,
        relations=_relations(rows),
    )


def _relations(rows: PlanRows) -> list[content.RelationContent]:
    ties, ends = (rows.lines.get((name, rows.plan.pk), []) for name in (RELATED, RELATED_PLAN))
    return [
        content.RelationContent(
            kind=PlanRelationKind(tie.name),
            plan_id=end.text,
            plan=tie.text,
            valid_from=date.fromisoformat(end.name) if end.name else None,
            valid_to=date.fromisoformat(end.more) if end.more else None,
            note=tie.more or None,
        )
        for tie, end in zip(ties, ends, strict=True)
    ]


def _target_images(rows: PlanRows) -> list[exchange.TargetImage]:
    return [
        exchange.TargetImage(number=t.number or None, title=t.title, text=t.text or None) for t in rows.target_images
    ]


def _fund(row: FundRow) -> exchange.Fund:
    return exchange.Fund(name=row.name, amount=money(row.amount), currency=row.currency, year=row.year)


def _opening(rows: PlanRows) -> list[int]:
    """Which of the plan's unplaced blocks stood before the first area of the document that they came from."""
    first: dict[str, int] = {}
    for area in rows.areas:
        if area.import_ref and area.source_position is not None:
            first[area.import_ref] = min(first.get(area.import_ref, area.source_position), area.source_position)
    return [
        place
        for place, block in enumerate(rows.other.get(None, []))
        if block.source_position is not None and block.source_position < first.get(block.import_ref, 0)
    ]


def _other(blocks: Iterable[OtherBlock]) -> list[exchange.OtherBlock]:
    return [
        exchange.OtherBlock(kind=exchange.BlockKind(b.kind), text=b.text, page=b.page, position=b.position)
        for b in blocks
    ]


def _costs(rows: Iterable[Cost]) -> list[exchange.Cost]:
    return [exchange.Cost(text=c.text or None, year=c.year, min=money(c.min), max=money(c.max)) for c in rows]


def _area_file(rows: PlanRows, area: Area) -> exchange.Area:
    a = area.pk
    owners = owners_now(rows, a)
    return exchange.Area(
        number=area.number or None,
        title=area.title,
        group=area.group or None,
        focus_areas=[t.number for t in rows.tags.get(a, [])],
        identified_by=area.identified_by or None,
        identified_year=area.identified_year,
        background=rows.text(ItemKind.BACKGROUND, a),
        needs=rows.text(ItemKind.NEEDS, a),
        need_rows=_needs_file(rows, a),
        goals=_goals_file(rows.goals.get(a, [])),
        activities=_activities_file(rows, a, owners),
        indicators=[_indicator_file(r) for r in rows.indicators.get(a, [])],
        responsible=responsible_names(owners, None),
        costs=_costs(rows.costs.get(a, [])),
        followups=[
            exchange.FollowUp(year=f.year, heading=f.name or None, text=f.text)
            for f in rows.simple(ItemKind.FOLLOWUP, a)
        ],
        goal_status=exchange.GoalStatus(area.goal_status) if area.goal_status else None,
        comment=rows.text(ItemKind.COMMENT, a),
        challenge_questions=[
            exchange.ChallengeQuestion(
                text=q.text,
                proposals=[
                    exchange.Proposal(text=p.text, actor=p.name or None) for p in rows.simple(ItemKind.PROPOSAL, q.id)
                ],
            )
            for q in rows.simple(ItemKind.CHALLENGE_QUESTION, a)
        ],
        followup_questions=rows.texts(ItemKind.FOLLOWUP_QUESTION, a),
        other=_other(rows.other.get(a, [])),
    )


def _goals_file(goals: list[Goal]) -> list[exchange.Goal]:
    long = _long(goals)
    return [
        exchange.Goal(
            level=exchange.Horizon(g.level),
            text=g.text,
            under=long[g.under_id].text if _stands_under(g, long) else None,
        )
        for g in goals
    ]


def _long(goals: Iterable[Goal]) -> dict[int | None, Goal]:
    return {g.pk: g for g in goals if g.level == exchange.Horizon.LONG}


def _stands_under(goal: Goal, long: dict[int | None, Goal]) -> bool:
    """Whether a short-term goal is a step to a long-term one that is still there, in the same area."""
    return goal.level == exchange.Horizon.SHORT and goal.under_id in long


def _others(rows: PlanRows) -> dict[str, list[int]]:
    """The other areas that each need concerns, by the need's id as words, in the plan's order."""
    found: dict[str, list[int]] = defaultdict(list)
    for area in rows.areas:
        for line in rows.lines.get((NEED_AREA, area.pk), []):
            found[line.text].append(area.pk)
    return found


def _needs_file(rows: PlanRows, area_id: int) -> list[exchange.Need]:
    needs = rows.simple(ItemKind.NEED, area_id)
    others = _others(rows) if needs else {}
    names = names_of([(area.pk, area.number, area.title) for area in rows.areas])
    return [
        exchange.Need(
            text=n.text,
            source=n.name or None,
            year=n.year,
            evidence=n.more or None,
            areas=[names[pk] for pk in others.get(str(n.id), [])],
        )
        for n in needs
    ]


def _needs(rows: PlanRows, area_id: int) -> list[content.NeedContent]:
    """The area's own needs, then those of other areas that concern it too."""
    shared = {line.text for line in rows.lines.get((NEED_AREA, area_id), [])}
    own = [(area_id, n) for n in rows.simple(ItemKind.NEED, area_id)]
    if shared:
        elsewhere = ((a.pk, n) for a in rows.areas if a.pk != area_id for n in rows.simple(ItemKind.NEED, a.pk))
        own += [(home, n) for home, n in elsewhere if str(n.id) in shared]
    others = _others(rows) if own else {}
    return [
        content.NeedContent(
            id=str(n.id),
            text=n.text,
            source=n.name or None,
            year=n.year,
            evidence=n.more or None,
            home=str(home),
            others=[str(pk) for pk in others.get(str(n.id), [])],
        )
        for home, n in own
    ]


def _activities_file(rows: PlanRows, area_id: int, owners: Owners) -> list[exchange.Activity]:
    # A goal that has been removed is no goal to serve.
    goals = {goal.pk: goal.text for goal in rows.goals.get(area_id, [])}
    return [
        exchange.Activity(
            text=row.text,
            timeframe=row.timeframe or None,
            start=row.start,
            end=row.end,
            ongoing=row.ongoing,
            kind=exchange.ActivityKind(row.kind),
            year=row.year,
            goal=goals.get(row.goal_id or 0),
            responsible=responsible_names(owners, (ItemKind.ACTIVITY, row.pk)),
        )
        for row in rows.activities.get(area_id, [])
    ]


def _indicator_file(row: IndicatorRow) -> exchange.Indicator:
    return exchange.Indicator(
        text=row.text,
        kind=exchange.IndicatorKind(row.kind),
        source=row.source or None,
        reference=row.reference or None,
        rhythm=row.rhythm or None,
    )


def _focus_area(row: PlanFocusArea) -> content.FocusAreaContent:
    node = row.node
    return content.FocusAreaContent(
        number=row.number,
        title=row.title,
        framework=node.framework.code if node else None,
        node=node.code if node else None,
    )


def area_content(rows: PlanRows, area: Area) -> content.AreaContent:
    """An area with labels and ids inside, out of rows at hand."""
    a = area.pk
    plain = _area_file(rows, area)
    goals = rows.goals.get(a, [])
    owners = owners_now(rows, a)
    return content.AreaContent(
        id=str(a),
        slug=area.slug,
        number=plain.number,
        title=plain.title,
        group=plain.group,
        focus_areas=plain.focus_areas,
        identified_by=plain.identified_by,
        identified_year=plain.identified_year,
        background=plain.background,
        needs=plain.needs,
        need_rows=_needs(rows, a),
        goals=[_goal_content(g, owners, _long(goals)) for g in goals],
        activities=_activities(rows, a, {g.pk for g in goals}, owners),
        indicators=[_indicator_content(r, owners) for r in rows.indicators.get(a, [])],
        **owner_lists(owners, None),
        costs=plain.costs,
        followups=[
            content.FollowUpContent(id=str(f.id), year=f.year, heading=f.name or None, text=f.text)
            for f in rows.simple(ItemKind.FOLLOWUP, a)
        ],
        goal_status=attainment_label(area.goal_status),
        comment=plain.comment,
        challenge_questions=[
            content.QuestionContent(
                id=str(q.id),
                text=q.text,
                proposals=[
                    content.ProposalContent(id=str(p.id), text=p.text, actor=p.name or None)
                    for p in rows.simple(ItemKind.PROPOSAL, q.id)
                ],
            )
            for q in rows.simple(ItemKind.CHALLENGE_QUESTION, a)
        ],
        followup_questions=plain.followup_questions,
        other=plain.other,
    )


def _goal_content(row: Goal, owners: Owners, long: dict[int | None, Goal]) -> content.GoalContent:
    return content.GoalContent(
        id=str(row.pk),
        level=exchange.Horizon(row.level),
        text=row.text,
        attainment=attainment_label(row.attainment),
        attainment_written=row.attainment_written or None,
        attainment_comment=row.attainment_comment or None,
        under=str(row.under_id) if _stands_under(row, long) else None,
        **owner_lists(owners, (ItemKind.GOAL, row.pk)),
    )


def _activities(rows: PlanRows, area_id: int, goal_ids: set[int], owners: Owners) -> list[content.ActivityContent]:
    return [
        content.ActivityContent(
            id=str(r.pk),
            text=r.text,
            timeframe=r.timeframe or None,
            start=r.start,
            end=r.end,
            ongoing=r.ongoing,
            recurring=r.recurring,
            kind=exchange.ActivityKind(r.kind),
            year=r.year,
            status=activity_label(r.status),
            status_written=r.status_written or None,
            **owner_lists(owners, (ItemKind.ACTIVITY, r.pk)),
            # A goal that has been removed is no goal to serve.
            goal=str(r.goal_id) if r.goal_id in goal_ids else None,
        )
        for r in rows.activities.get(area_id, [])
    ]


def _indicator_content(row: IndicatorRow, owners: Owners) -> content.IndicatorContent:
    return content.IndicatorContent(
        id=str(row.pk),
        text=row.text,
        kind=exchange.IndicatorKind(row.kind),
        source=row.source or None,
        reference=row.reference or None,
        target=row.target or None,
        target_uncertain=row.target_uncertain,
        rhythm=row.rhythm or None,
        **owner_lists(owners, (ItemKind.INDICATOR, row.pk)),
    )
