"""Rolling a plan forward: its next version, with what is kept, what is to be changed, and where each came from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.actions.carrying import Carrier, write_lineage
from samplan.plans.actions.notices import copied_answers
from samplan.plans.actions.plans import make_plan
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    AreaText,
    ChainLink,
    ChallengeQuestion,
    Cost,
    Dependency,
    Effect,
    FollowUpQuestion,
    Goal,
    Indicator,
    Need,
    NeedArea,
    NodeTag,
    OverallGoal,
    OwnershipAsk,
    Perspective,
    Plan,
    PlanFocusArea,
    PlanProposal,
    PlanRelation,
    Responsible,
    TargetImage,
    Waiting,
)
from samplan.plans.saving import save
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.ownership import AskAnswer
from samplan.plans.shapes.rolling import Choice, Choices, Dates
from samplan.plans.shapes.shifting import NO_SHIFT
from samplan.plans.shapes.versions import PlanRelationKind


@transaction.atomic
def roll_forward(
    *,
    by: Actor,
    plan: Plan,
    title: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    choices: Choices | None = None,
    dates: Dates = Dates.KEEP,
) -> Plan:
    """Make the plan's next version: a new plan that replaces it, with all that is kept.

    choices: what becomes of areas, goals, activities and indicators; those not named are kept, and what stands in an
    area that is dropped is left behind with it. dates: what becomes of activities' times. Statuses and judgements begin
    anew. Follow-ups, funds, ended responsibilities, released dependencies and
    text without a place stay in the old plan. Raises NotAllowed, InvalidValue.
    """
    rules.check_can_edit_item(by, plan)
    chosen = dict(choices or {})
    shift = renewal.check_shift(plan.valid_from, valid_from) if dates is Dates.MOVE else NO_SHIFT
    values: dict[str, object] = {"title": title, "valid_from": valid_from, "valid_to": valid_to, "mode": plan.mode}
    new = make_plan(by=by, partnership=plan.partnership, values=values)
    if (new.type, new.owner_id) != (plan.type, plan.owner_id):
        new.type, new.owner_id = plan.type, plan.owner_id
        save(new, by=by)
    carrier = Carrier(by, new, chosen, dates, shift)
    for model, rows in _rows_to_carry(plan):
        carrier.carry(model, rows)
    asks = _asks_without_a_yes(plan)
    carrier.carry(OwnershipAsk, asks)
    copies = ((ask.pk, carrier.copies.get((OwnershipAsk, ask.pk))) for ask in asks)
    copied_answers({old: copy for old, copy in copies if isinstance(copy, OwnershipAsk)})
    write_lineage(carrier)
    relation = PlanRelation(from_plan=new, to_plan=plan, kind=PlanRelationKind.REPLACES.value)
    save(relation, by=by)
    audit.record(
        by=by,
        verb="roll_forward",
        object_kind="plan",
        object_id=new.pk,
        partnership_id=plan.partnership_id,
        data={
            "plan": new.pk,
            "from": plan.pk,
            "dropped": sum(c is Choice.DROP for c in chosen.values()),
            "dates": dates.value,
        },
    )
    return new


def _rows_to_carry(plan: Plan) -> list[tuple[type[Any], Any]]:
    """Each table's rows that are there, in an order in which what is pointed at comes first."""
    today = timezone.localdate()
    own, area = {"plan": plan, "removed_at": None}, {"area__plan": plan, "removed_at": None}
    held = Q(valid_to=None) | Q(valid_to__gte=today)
    return [
        *((m, m._default_manager.filter(**own)) for m in (PlanFocusArea, OverallGoal, TargetImage, Perspective)),
        (Area, Area.objects.filter(**own)),
        (AreaTag, AreaTag.objects.filter(area__plan=plan)),
        *((Goal, Goal.objects.filter(level=level.value, **area)) for level in (Horizon.LONG, Horizon.SHORT)),
        *((m, m._default_manager.filter(**area)) for m in (AreaText, Need, Activity, Indicator, Cost)),
        (NeedArea, NeedArea.objects.filter(need__area__plan=plan)),
        (Responsible, Responsible.objects.filter(held, **area)),
        (ChallengeQuestion, ChallengeQuestion.objects.filter(**area)),
        (PlanProposal, PlanProposal.objects.filter(question__area__plan=plan, removed_at=None)),
        (FollowUpQuestion, FollowUpQuestion.objects.filter(**area)),
        (Effect, Effect.objects.filter(**own)),
        (Dependency, Dependency.objects.filter(**own, released_on=None)),
        (Waiting, Waiting.objects.filter(dependency__plan=plan)),
        (ChainLink, ChainLink.objects.filter(**own)),
        (NodeTag, NodeTag.objects.filter(_tagged_in(plan))),
    ]


def _asks_without_a_yes(plan: Plan) -> list[OwnershipAsk]:
    """The latest question to each body, where it has not said yes: it has not done so in the next version either."""
    asks = OwnershipAsk.objects.filter(responsible__area__plan=plan).order_by("responsible", "-asked_at", "-pk")
    latest: dict[int, OwnershipAsk] = {}
    for ask in asks:
        latest.setdefault(ask.responsible_id, ask)
    return [ask for ask in latest.values() if ask.answer != AskAnswer.ACCEPTED]


def _tagged_in(plan: Plan) -> Q:
    condition = Q(area__plan=plan)
    for name in ("goal", "activity", "indicator"):
        condition |= Q(**{f"{name}__area__plan": plan})
    return condition
