"""Which table holds each kind of item, under which parent, and how values become columns and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, cast

from django.db import models as django_models

from samplan.plans import models
from samplan.plans.models import Plan
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.values import VALUES, Values

ParentName = Literal["plan", "area", "question"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item. parent: the name of the column that points to what it stands in. fixed: columns it always has."""

    kind: ItemKind
    model: type[models.Item]
    parent: ParentName
    fixed: dict[str, str] = field(default_factory=dict)

    @property
    def values(self) -> type[Values]:
        """The shape of its values."""
        return VALUES[self.kind]


KINDS: dict[ItemKind, Kind] = {
    k.kind: k
    for k in (
        Kind(ItemKind.OVERALL_GOAL, models.OverallGoal, "plan"),
        Kind(ItemKind.TARGET_IMAGE, models.TargetImage, "plan"),
        Kind(ItemKind.FOCUS_AREA, models.PlanFocusArea, "plan"),
        Kind(ItemKind.PERSPECTIVE, models.Perspective, "plan"),
        Kind(ItemKind.FUND, models.Fund, "plan"),
        Kind(ItemKind.AREA, models.Area, "plan"),
        Kind(ItemKind.BACKGROUND, models.AreaText, "area", {"field": "background"}),
        Kind(ItemKind.NEEDS, models.AreaText, "area", {"field": "needs"}),
        Kind(ItemKind.NEED, models.Need, "area"),
        Kind(ItemKind.COMMENT, models.AreaText, "area", {"field": "comment"}),
        Kind(ItemKind.GOAL, models.Goal, "area"),
        Kind(ItemKind.ACTIVITY, models.Activity, "area"),
        Kind(ItemKind.INDICATOR, models.Indicator, "area"),
        Kind(ItemKind.RESPONSIBLE, models.Responsible, "area"),
        Kind(ItemKind.COST, models.Cost, "area"),
        Kind(ItemKind.FOLLOWUP, models.FollowUp, "area"),
        Kind(ItemKind.CHALLENGE_QUESTION, models.ChallengeQuestion, "area"),
        Kind(ItemKind.PROPOSAL, models.PlanProposal, "question"),
        Kind(ItemKind.FOLLOWUP_QUESTION, models.FollowUpQuestion, "area"),
        Kind(ItemKind.EFFECT, models.Effect, "plan"),
        Kind(ItemKind.DEPENDENCY, models.Dependency, "plan"),
        Kind(ItemKind.OTHER, models.OtherBlock, "plan"),
    )
}
"""Every kind but the plan itself. `OTHER` stands in the plan and may name an area beside it."""

TEXT_KINDS = (ItemKind.BACKGROUND, ItemKind.NEEDS, ItemKind.COMMENT)


def money(amount: Decimal) -> str:
    """A sum as the exchange format writes it: no decimals when it is whole, else two."""
    return str(int(amount)) if amount == amount.to_integral_value() else f"{amount:.2f}"


def _column(model: type[django_models.Model], name: str) -> django_models.Field[Any, Any]:
    return cast("django_models.Field[Any, Any]", model._meta.get_field(name))


def to_columns(kind: ItemKind, values: Values) -> dict[str, Any]:
    """Values as columns of the kind's table; an area's focus areas are left out (they are rows of their own)."""
    model = Plan if kind is ItemKind.PLAN else KINDS[kind].model
    columns: dict[str, Any] = {}
    for name in type(values).model_fields:
        if name == "focus_areas":
            continue
        value = getattr(values, name)
        column = _column(model, name)
        if isinstance(column, django_models.ForeignKey):
            columns[column.attname] = value
        elif isinstance(column, django_models.DecimalField):
            columns[name] = Decimal(value)
        elif isinstance(value, StrEnum):
            columns[name] = value.value
        else:
            columns[name] = "" if value is None and not column.null else value
    return columns


def to_values(kind: ItemKind, row: django_models.Model) -> dict[str, Any]:
    """A row's values by name, plain: "" becomes None, sums become strings; an area's focus areas are left out."""
    values: dict[str, Any] = {}
    for name in VALUES[kind].model_fields:
        if name == "focus_areas":
            continue
        column = _column(type(row), name)
        value = getattr(row, column.attname)
        values[name] = money(value) if isinstance(value, Decimal) else (None if value == "" else value)
    return values
