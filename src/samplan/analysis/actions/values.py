"""Own values, one by one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.analysis import rules
from samplan.analysis.actions.figures import locked, record
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.queries import bodies_of_county, numbers_of, units_of_county
from samplan.analysis.results import Measure
from samplan.analysis.shapes import OwnKey, OwnNumbers, numbers_to_json
from samplan.analysis.value_files import completed
from samplan.plans.saving import person_or_none, save

NEW = 0
"""The version of a value that is not there yet."""


@transaction.atomic
def set_own_value(*, by: Actor, figure_id: int, key: OwnKey, numbers: OwnNumbers, seen_version: int = NEW) -> OwnValue:
    """Enter a value of a figure of one's own, or correct it. seen_version: of the value that stood there, NEW for none.

    A share or count without a value is counted from its parts. Raises NotAllowed, FigureNotThere, FigureChanged,
    InvalidFigure.
    """
    figure = locked(by, figure_id)
    rules.check_own(figure)
    measure, county = Measure(figure.measure), figure.indicator.area.plan.county_id
    numbers = completed(numbers, measure)
    rules.check_value(key, numbers, measure, units_of_county(county), set(bodies_of_county(county)))
    row = there(figure, key)
    if row is None:
        row = OwnValue(figure=figure, **key_columns(key))
    else:
        rules.check_seen(row, seen_version, numbers_to_json(numbers_of(row)))
        row.version += 1
    fill(row, numbers)
    save(row, by=by)
    record(by, "set_own_value", figure, {"value": row.pk})
    return row


@transaction.atomic
def remove_own_value(*, by: Actor, value_id: int, seen_version: int) -> OwnValue:
    """Take a value away; its history is kept. Raises NotAllowed, FigureNotThere, FigureChanged."""
    values = OwnValue.objects.filter(pk=value_id, removed_at=None)
    figure_id = values.values_list("figure_id", flat=True).first()
    if figure_id is None:
        raise rules.not_there()
    # The figure first, as every action does: two who hold one each and wait for the other's would wait for ever.
    figure = locked(by, figure_id)
    row = values.select_for_update(no_key=True, of=("self",)).first()
    if row is None:
        raise rules.not_there()
    rules.check_seen(row, seen_version, numbers_to_json(numbers_of(row)))
    remove(row, by)
    record(by, "remove_own_value", figure, {"value": row.pk})
    return row


def there(figure: Figure, key: OwnKey) -> OwnValue | None:
    """The value that stands in a place now, locked until the action ends."""
    told = key_columns(key)
    del told["label"]
    return (
        OwnValue.objects.select_for_update(no_key=True, of=("self",))
        .filter(figure=figure, removed_at=None, **told)
        .first()
    )


def key_columns(key: OwnKey) -> dict[str, Any]:
    """A key as columns."""
    return {
        "start": key.period.start,
        "period_kind": key.period.kind.value,
        "years": key.period.years,
        "label": key.period.label[:40],
        "unit": key.unit,
        "body_id": key.body,
        "sex": key.sex.value,
    }


def fill(row: OwnValue, numbers: OwnNumbers) -> None:
    """Give a row its numbers."""
    for name, value in (asdict(numbers) | {"status": numbers.status.value}).items():
        setattr(row, name, value)


def remove(row: OwnValue, by: Actor) -> None:
    """Take a row away; it stays in the table with its history."""
    row.removed_at, row.removed_by = timezone.now(), person_or_none(by)
    row.version += 1
    save(row, by=by)
