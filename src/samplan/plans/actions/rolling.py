"""Rolling a plan forward: its next version, with what is kept, what is to be changed, and where each came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
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
    Lineage,
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
from samplan.plans.models.mixins import Tracked
from samplan.plans.saving import person_or_none, save
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import AskAnswer
from samplan.plans.shapes.rolling import Choice, Choices, Dates
from samplan.plans.shapes.shifting import NO_SHIFT, YEAR_WRITTEN, Shift
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind

_FRESH = {
    "version": 1,
    "import_ref": "",
    "removed_at": None,
    "removed_by_id": None,
    "removed_reason": "",
}
"""What a carried-over row does not take with it: its version, its removal, and the import that could take it out."""

_UNSAID: dict[type[Model], dict[str, Any]] = {
    Area: {"goal_status": "", "goal_status_written": ""},
    Goal: {"attainment": "", "attainment_written": "", "attainment_comment": ""},
    Activity: {"status": "", "status_written": ""},
}
"""What was said of the old plan is not said of the new one: it stands with the item that the copy came from."""

_CHOSEN: dict[type[Model], ItemKind] = {
    Area: ItemKind.AREA,
    Goal: ItemKind.GOAL,
    Activity: ItemKind.ACTIVITY,
    Indicator: ItemKind.INDICATOR,
}


@dataclass
class _Carrier:
    """Copies rows table by table, pointing them at the copies of what they pointed at."""

    by: Actor
    plan: Plan
    choices: Mapping[tuple[ItemKind, int], Choice]
    dates: Dates = Dates.KEEP
    shift: Shift = NO_SHIFT
    copies: dict[tuple[type[Model], int], Model] = field(default_factory=dict)

    def carry(self, model: type[Any], rows: Iterable[Any]) -> None:
        """Copy rows of one table; a row that needs what was left behind is left behind too."""
        olds, news = [], []
        for old in rows:
            if self._dropped(model, old):
                continue
            columns = self._columns(model, old)
            if columns is not None:
                olds.append(old)
                news.append(model(**columns))
        if hasattr(model, "history"):
            made = bulk_create_with_history(news, model, batch_size=500, default_user=person_or_none(self.by))
        else:
            made = model._default_manager.bulk_create(news, batch_size=500)
        self.copies |= {(model, old.pk): new for old, new in zip(olds, made, strict=True)}

    def _dropped(self, model: type[Model], old: Model) -> bool:
        kind = _CHOSEN.get(model)
        return kind is not None and self.choices.get((kind, old.pk)) is Choice.DROP

    def _columns(self, model: type[Model], old: Model) -> dict[str, Any] | None:
        """The copy's columns; None when what it must point at was left behind."""
        columns: dict[str, Any] = {}
        for column in model._meta.concrete_fields:
            if column.primary_key or column.name in {"created_at", "changed_at"}:
                continue
            value = getattr(old, column.attname)
            target = column.related_model
            if target is Plan:
                value = self.plan.pk
            elif value is not None and isinstance(target, type) and target in _CARRIED:
                copy = self.copies.get((target, value))
                if copy is None and (not column.null or model in _NEEDS_ALL):
                    return None
                value = copy.pk if copy is not None else None
            columns[column.attname] = value
        columns |= _UNSAID.get(model, {})
        if isinstance(old, Activity):
            columns |= _times(old, self.dates, self.shift)
        if issubclass(model, Tracked):
            columns |= {name: value for name, value in _FRESH.items() if name in columns}
            person = person_or_none(self.by)
            columns["changed_by_id"] = person.pk if person else None
        return columns


_CARRIED = frozenset(
    {
        Activity,
        Area,
        ChallengeQuestion,
        Dependency,
        Effect,
        Goal,
        Indicator,
        Need,
        OverallGoal,
        PlanFocusArea,
        Responsible,
        TargetImage,
    }
)
"""Tables whose rows others point at."""

_NEEDS_ALL = frozenset({ChainLink, NodeTag, OwnershipAsk, Responsible, Waiting})
"""Rows that mean nothing, or something else, once one of the things that they point at was left behind."""


def _times(old: Activity, dates: Dates, shift: Shift) -> dict[str, Any]:
    """The columns of an activity's time in the next version that differ from what stands in the old one."""
    if dates is Dates.KEEP:
        return {}
    if dates is Dates.CLEAR:
        return {"timeframe": "", "start": None, "end": None, "ongoing": False, "recurring": False, "year": None}
    dated = old.start is not None or old.end is not None
    moved: dict[str, Any] = {
        name: shift.day(day) for name, day in (("start", old.start), ("end", old.end)) if day is not None
    }
    if old.year is not None and shift.years is not None:
        moved["year"] = old.year + shift.years
    if old.timeframe and (dated or YEAR_WRITTEN.search(old.timeframe)):
        moved["timeframe"] = shift.words(old.timeframe)
    return moved


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
    if new.type != plan.type:
        new.type = plan.type
        save(new, by=by)
    carrier = _Carrier(by, new, chosen, dates, shift)
    for model, rows in _rows_to_carry(plan):
        carrier.carry(model, rows)
    carrier.carry(OwnershipAsk, _asks_without_a_yes(plan))
    _write_lineage(by, carrier)
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
        (ChainLink, ChainLink.objects.filter(plan=plan)),
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


def _write_lineage(by: Actor, carrier: _Carrier) -> None:
    rows = []
    for (model, old_id), copy in carrier.copies.items():
        kind = _CHOSEN.get(model)
        if kind is None:
            continue
        way = LineageWay.CHANGED if carrier.choices.get((kind, old_id)) is Choice.CHANGE else LineageWay.KEPT
        ends = {f"from_{kind.value}_id": old_id, f"to_{kind.value}_id": copy.pk}
        rows.append(Lineage(way=way.value, by=person_or_none(by), **ends))
    Lineage.objects.bulk_create(rows, batch_size=500)
