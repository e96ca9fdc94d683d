"""Which figures a plan's indicator has: official ones with a frozen definition, or one of the county's own."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.analysis import rules
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.queries import aim_of, definition_of, numbers_of
from samplan.analysis.results import Measure
from samplan.analysis.shapes import Aim, Definition, OwnNumbers
from samplan.analysis.value_files import completed
from samplan.plans.models import Indicator
from samplan.plans.saving import person_or_none, save

_AIM = Aim()


@transaction.atomic
def tie_figure(*, by: Actor, indicator_id: int, told: Definition, aim: Aim = _AIM) -> Figure:
    """Give an indicator a figure. told.reference names an official one; empty begins one of the county's own.

    The definition stays as it is told now, whatever becomes of the indicator at its source. Raises NotAllowed,
    FigureNotThere, InvalidFigure.
    """
    indicator = (
        Indicator.objects.select_for_update(no_key=True, of=("self",))
        .select_related("area__plan__partnership")
        .filter(pk=indicator_id, removed_at=None, area__removed_at=None)
        .first()
    )
    if indicator is None:
        raise rules.not_there()
    rules.check_can_change_figures(by, indicator)
    there = Figure.objects.filter(indicator=indicator, reference=told.reference, removed_at=None)
    told = rules.marked(told, indicator.text)
    rules.check_definition(told, indicator.text, taken=bool(told.reference) and there.exists())
    rules.check_aim(aim, told.measure)
    row = Figure(indicator=indicator, **_columns(told), **_columns(aim))
    save(row, by=by)
    record(by, "tie_figure", row, {"reference": row.reference})
    return row


@transaction.atomic
def change_figure(*, by: Actor, figure_id: int, aim: Aim, seen_version: int, told: Definition | None = None) -> Figure:
    """Change where the plan wants to go with a figure; told: what a figure of one's own is, None keeps it.

    The frozen definition of an official figure is not changed: tie it again. Raises NotAllowed, FigureNotThere,
    FigureChanged, InvalidFigure.
    """
    row = locked(by, figure_id)
    rules.check_seen(row, seen_version, {**_columns(definition_of(row)), **_columns(aim_of(row))})
    if told is not None:
        rules.check_own(row)
        told = rules.marked(told, row.indicator.text)
        rules.check_definition(told, row.indicator.text, taken=bool(told.reference))
        if told.measure.value != row.measure:
            rules.check_values(_values(row, told.measure), told.measure)
        _set(row, told)
    rules.check_aim(aim, told.measure if told is not None else definition_of(row).measure)
    _set(row, aim)
    row.version += 1
    save(row, by=by)
    record(by, "change_figure", row)
    return row


@transaction.atomic
def remove_figure(*, by: Actor, figure_id: int, reason: str = "") -> Figure:
    """Take a figure from its indicator. Its values and history are kept. Raises NotAllowed, FigureNotThere."""
    row = locked(by, figure_id)
    row.removed_at, row.removed_by, row.removed_reason = timezone.now(), person_or_none(by), reason
    row.version += 1
    save(row, by=by, reason=reason)
    record(by, "remove_figure", row)
    return row


def locked(by: Actor, figure_id: int) -> Figure:
    """A figure that somebody may change, locked until the action ends. Raises NotAllowed, FigureNotThere."""
    row = (
        Figure.objects.select_for_update(no_key=True, of=("self",))
        .select_related("indicator__area__plan__partnership")
        .filter(pk=figure_id, removed_at=None, indicator__removed_at=None, indicator__area__removed_at=None)
        .first()
    )
    if row is None:
        raise rules.not_there()
    rules.check_can_change_figures(by, row.indicator)
    return row


def record(by: Actor, verb: str, row: Figure, data: dict[str, Any] | None = None) -> None:
    """The one audit event of an action on a figure. data tells no values."""
    plan = row.indicator.area.plan
    audit.record(
        by=by,
        verb=verb,
        object_kind="figure",
        object_id=row.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, **(data or {})},
    )


def _values(row: Figure, measure: Measure) -> list[tuple[str, OwnNumbers]]:
    """The unit's code and the numbers of each own value, as they would be of that measure."""
    values = OwnValue.objects.filter(figure=row, removed_at=None)
    return [(value.unit, completed(numbers_of(value), measure)) for value in values]


def _columns(told: Definition | Aim) -> dict[str, Any]:
    return {n: v.value if isinstance(v, StrEnum) else v for n, v in asdict(told).items()}


def _set(row: Figure, told: Definition | Aim) -> None:
    for name, value in _columns(told).items():
        setattr(row, name, value)
