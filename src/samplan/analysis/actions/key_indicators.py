"""What a county knows of SKL's numbered indicators: filled in one by one or by file, taken back, undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_may_everywhere
from samplan.actors.shapes import Permission, Sentences
from samplan.analysis import rules, skl
from samplan.analysis.models import KeyFile, KeyIndicator
from samplan.plans.saving import person_or_none, save

NEW = 0
"""The version of a number that the county has not filled in."""


@transaction.atomic
def set_key_indicator(
    *, by: Actor, partnership: Partnership, told: skl.KeyIndicator, seen_version: int = NEW
) -> KeyIndicator:
    """Fill in a number, or correct it. Raises NotAllowed, InvalidFigure, FigureChanged."""
    _check(by, partnership)
    fault = skl.fault_in(told)
    if fault is not None:
        raise rules.InvalidFigure(*fault)
    row = _there(partnership).get(told.number)
    now = NEW if row is None else row.version
    if now != seen_version:
        raise rules.FigureChanged(now, {} if row is None else _as_json(row))
    row = _written(row, partnership, told, by)
    _record(by, "set_key_indicator", partnership, {"number": told.number})
    return row


@transaction.atomic
def remove_key_indicator(*, by: Actor, partnership: Partnership, number: int, seen_version: int) -> KeyIndicator:
    """Take back what the county filled in: what the catalogue knows stands again. Raises NotAllowed, FigureChanged."""
    _check(by, partnership)
    row = _there(partnership).get(number)
    if row is None:
        raise rules.not_there()
    if row.version != seen_version:
        raise rules.FigureChanged(row.version, _as_json(row))
    _removed(row, by)
    _record(by, "remove_key_indicator", partnership, {"number": number})
    return row


@transaction.atomic
def receive_key_file(*, by: Actor, partnership: Partnership, name: str, data: bytes) -> KeyFile:
    """Read a CSV or Excel file and keep what it would do, to be looked at. Changes nothing. Raises NotAllowed."""
    _check(by, partnership)
    rows, faults = skl.read_file(name, data)
    there = _there(partnership)
    # What was read before and never put in is of no use any more.
    KeyFile.objects.filter(county=partnership.county, by=person_or_none(by), put_at=None).delete()
    made = KeyFile.objects.create(
        county=partnership.county,
        name=name[-200:],
        rows=[{"line": line, "told": _told(t), "before": _before(there.get(t.number))} for line, t in rows],
        faults=[{"line": f.line, "sv": f.said.sv, "en": f.said.en} for f in faults],
        by=person_or_none(by),
    )
    _record(by, "receive_key_file", partnership, {"file": made.pk, "rows": len(rows), "faults": len(faults)})
    return made


@transaction.atomic
def put_key_file(*, by: Actor, partnership: Partnership, file_id: int) -> KeyFile:
    """Put a file's numbers in, all or none. Raises NotAllowed, FigureNotThere, InvalidFigure, FigureChanged."""
    _check(by, partnership)
    row = _file(partnership, file_id)
    rules.check_can_put(put=row.put_at is not None, faults=bool(row.faults))
    there, made = _there(partnership), []
    for one in row.rows:
        told, found = _from_json(one["told"]), there.get(one["told"]["number"])
        if _before(found) != one["before"]:
            raise rules.FigureChanged(NEW if found is None else found.version, _before(found) or {})
        if one["before"] != one["told"]:
            made.append(_written(found, partnership, told, by))
    row.put_at, row.versions = timezone.now(), {str(one.pk): one.version for one in made}
    row.save(update_fields=["put_at", "versions"])
    _record(by, "put_key_file", partnership, {"file": row.pk, "numbers": len(made)})
    return row


@transaction.atomic
def undo_key_file(*, by: Actor, partnership: Partnership, file_id: int) -> KeyFile:
    """Make the numbers as they were before a file.

    Raises NotAllowed, FigureNotThere, and InvalidFigure when one was changed since.
    """
    _check(by, partnership)
    row = _file(partnership, file_id)
    rows = {
        r.pk: r for r in KeyIndicator.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=row.versions)
    }
    since = sum(rows[int(pk)].version != version for pk, version in row.versions.items())
    rules.check_can_undo(put=row.put_at is not None, undone=row.undone_at is not None, changed_since=since)
    before = {one["told"]["number"]: one["before"] for one in row.rows}
    for found in rows.values():
        was = before[found.number]
        if was is None:
            _removed(found, by)
        else:
            _written(found, partnership, _from_json(was), by)
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    _record(by, "undo_key_file", partnership, {"file": row.pk})
    return row


def _check(by: Actor, partnership: Partnership) -> None:
    """Those who may change all of the county's plans; whoever changes numbers holds the county until it is done."""
    check_may_everywhere(by, partnership, Permission.EDIT)
    Partnership.objects.select_for_update(no_key=True, of=("self",)).get(pk=partnership.pk)


def _file(partnership: Partnership, file_id: int) -> KeyFile:
    found = KeyFile.objects.select_for_update(no_key=True, of=("self",))
    row = found.filter(pk=file_id, county=partnership.county_id).first()
    if row is None:
        raise rules.FigureNotThere(Sentences("Filen finns inte längre.", "The file is no longer there."))
    return row


def _there(partnership: Partnership) -> dict[int, KeyIndicator]:
    return {r.number: r for r in KeyIndicator.objects.filter(county=partnership.county_id, removed_at=None)}


def _written(row: KeyIndicator | None, partnership: Partnership, told: skl.KeyIndicator, by: Actor) -> KeyIndicator:
    if row is None:
        row = KeyIndicator(county_id=partnership.county_id, number=told.number)
    else:
        row.version += 1
    row.title, row.references, row.source = told.title.strip(), list(told.references), told.source.strip()
    save(row, by=by)
    return row


def _removed(row: KeyIndicator, by: Actor) -> None:
    row.removed_at, row.removed_by = timezone.now(), person_or_none(by)
    row.version += 1
    save(row, by=by)


def _as_json(row: KeyIndicator) -> dict[str, Any]:
    return {"number": row.number, "title": row.title, "references": row.references, "source": row.source}


def _before(row: KeyIndicator | None) -> dict[str, Any] | None:
    return None if row is None else _as_json(row)


def _told(told: skl.KeyIndicator) -> dict[str, Any]:
    return {"number": told.number, "title": told.title, "references": list(told.references), "source": told.source}


def _from_json(told: Mapping[str, Any]) -> skl.KeyIndicator:
    return skl.KeyIndicator(told["number"], told["title"], tuple(told["references"]), told["source"])


def _record(by: Actor, verb: str, partnership: Partnership, data: dict[str, Any]) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="county",
        object_id=partnership.county_id,
        partnership_id=partnership.pk,
        data=data,
    )
