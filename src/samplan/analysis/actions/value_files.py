"""Own values by file: read and shown first, put in as a whole, and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from samplan.actors.rules import Actor
from samplan.analysis import rules
from samplan.analysis.actions.figures import locked, record
from samplan.analysis.actions.values import fill, key_columns
from samplan.analysis.models import Figure, OwnValue, ValueFile
from samplan.analysis.queries import bodies_of_county, file_shape, key_of, numbers_of, units_of_county
from samplan.analysis.results import Measure
from samplan.analysis.shapes import NUMBERS, FileRow, OwnKey, OwnNumbers, key_to_json, numbers_to_json
from samplan.analysis.value_files import Known, read_values
from samplan.plans.saving import person_or_none

Place = tuple[object, ...]
AT_ONCE = 500
"""How many values are saved in one statement."""
CHANGED = [*NUMBERS, "status", "version", "changed_by", "changed_at", "removed_at", "removed_by"]
"""The columns of a value that a file changes."""


@transaction.atomic
def receive_value_file(*, by: Actor, figure_id: int, name: str, data: bytes) -> ValueFile:
    """Read a CSV or Excel file of values and keep what it would do, to be looked at. Changes no value.

    What is wrong stands with its line in the file's faults. Raises NotAllowed, FigureNotThere, InvalidFigure.
    """
    figure = locked(by, figure_id)
    rules.check_own(figure)
    county = figure.indicator.area.plan.county_id
    known = Known(units_of_county(county), bodies_of_county(county), Measure(figure.measure))
    rows, faults = read_values(name, data, known)
    now = _now(figure)
    # What was read before and never put in is of no use any more.
    ValueFile.objects.filter(figure=figure, by=person_or_none(by), put_at=None).delete()
    made = ValueFile.objects.create(
        figure=figure,
        name=name[-200:],
        rows=[_row_json(replace(r, before=_numbers(now.get(_place(r.key))))) for r in rows],
        faults=[{"line": f.line, "sv": f.said.sv, "en": f.said.en} for f in faults],
        by=person_or_none(by),
    )
    record(by, "receive_value_file", figure, {"file": made.pk, "rows": len(rows), "faults": len(faults)})
    return made


@transaction.atomic
def put_value_file(*, by: Actor, file_id: int) -> ValueFile:
    """Put a file's values in, all or none. What stands there and is the same is left alone.

    Raises NotAllowed, FigureNotThere, InvalidFigure, and FigureChanged when a value became another since it was read.
    """
    row, figure = _file(by, file_id)
    rules.check_can_put(put=row.put_at is not None, faults=bool(row.faults))
    rows = file_shape(row).rows
    _check_rows(figure, [(told.line, told.key, told.numbers) for told in rows])
    now = _now(figure)
    new: list[OwnValue] = []
    changed: list[OwnValue] = []
    for told in rows:
        value = now.get(_place(told.key))
        if _numbers(value) != told.before:
            raise rules.FigureChanged(0 if value is None else value.version, _there(value))
        if told.before == told.numbers:
            continue
        if value is None:
            value = OwnValue(figure=figure, changed_by=person_or_none(by), **key_columns(told.key))
            new.append(value)
        else:
            changed.append(value)
        fill(value, told.numbers)
    made = [*_add_all(new, by, row.name), *_change_all(changed, by, row.name)]
    row.put_at, row.versions = timezone.now(), {str(value.pk): value.version for value in made}
    row.save(update_fields=["put_at", "versions"])
    record(by, "put_value_file", figure, {"file": row.pk, "values": len(made)})
    return row


def _check_rows(figure: Figure, rows: Iterable[tuple[int, OwnKey, OwnNumbers]]) -> None:
    """Rows can still stand in the figure: it may be of another sort since they were read. Raises InvalidFigure."""
    county = figure.indicator.area.plan.county_id
    units, bodies = units_of_county(county), set(bodies_of_county(county))
    rules.check_rows(rows, Measure(figure.measure), units, bodies)


def _add_all(new: Sequence[OwnValue], by: Actor, reason: str) -> Sequence[OwnValue]:
    """New values with their history, in two statements for each so many."""
    told = {"default_user": person_or_none(by), "default_change_reason": reason[:100], "batch_size": AT_ONCE}
    return bulk_create_with_history(new, OwnValue, **told) if new else ()


def _change_all(changed: Sequence[OwnValue], by: Actor, reason: str) -> Sequence[OwnValue]:
    """Changed values with their history, each a version further."""
    for value in changed:
        value.version += 1
        value.changed_by, value.changed_at = person_or_none(by), timezone.now()
    told = {"default_user": person_or_none(by), "default_change_reason": reason[:100], "batch_size": AT_ONCE}
    if changed:
        bulk_update_with_history(changed, OwnValue, CHANGED, **told)
    return changed


@transaction.atomic
def undo_value_file(*, by: Actor, file_id: int) -> ValueFile:
    """Make the values as they were before a file was put in.

    Raises NotAllowed, FigureNotThere, and InvalidFigure when one was changed afterwards, or cannot stand there now.
    """
    row, figure = _file(by, file_id)
    values = {
        v.pk: v for v in OwnValue.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=row.versions)
    }
    since = sum(v.removed_at is not None or v.version != row.versions[str(v.pk)] for v in values.values())
    rules.check_can_undo(put=row.put_at is not None, undone=row.undone_at is not None, changed_since=since)
    rows = file_shape(row).rows
    _check_rows(figure, [(told.line, told.key, told.before) for told in rows if told.before is not None])
    by_place = {_place(key_of(value)): value for value in values.values()}
    changed = []
    for told in rows:
        value = by_place.get(_place(told.key))
        if value is None:
            continue
        if told.before is None:
            value.removed_at, value.removed_by = timezone.now(), person_or_none(by)
        else:
            fill(value, told.before)
        changed.append(value)
    _change_all(changed, by, row.name)
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    record(by, "undo_value_file", figure, {"file": row.pk})
    return row


def _file(by: Actor, file_id: int) -> tuple[ValueFile, Figure]:
    """The file and its figure, both locked. Raises NotAllowed, FigureNotThere."""
    found = ValueFile.objects.filter(pk=file_id).values_list("figure_id", flat=True).first()
    if found is None:
        raise rules.not_there()
    figure = locked(by, found)
    return ValueFile.objects.select_for_update(no_key=True, of=("self",)).get(pk=file_id), figure


def _now(figure: Figure) -> dict[Place, OwnValue]:
    rows = OwnValue.objects.select_for_update(no_key=True, of=("self",)).filter(figure=figure, removed_at=None)
    return {_place(key_of(v)): v for v in rows}


def _place(key: OwnKey) -> Place:
    return (key.period.start, key.period.kind, key.period.years, key.sex, key.unit, key.body)


def _numbers(value: OwnValue | None) -> OwnNumbers | None:
    return None if value is None else numbers_of(value)


def _there(value: OwnValue | None) -> dict[str, object]:
    return {} if value is None else numbers_to_json(numbers_of(value))


def _row_json(row: FileRow) -> dict[str, object]:
    before = None if row.before is None else numbers_to_json(row.before)
    return {
        "line": row.line,
        "key": key_to_json(row.key),
        "numbers": numbers_to_json(row.numbers),
        "before": before,
    }
