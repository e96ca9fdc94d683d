"""`samplan purge`: what is due by the retention classes; exported and purged by a named decision, with a record."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from samplan.cli.setting_up import start_django


def list_due() -> int:
    """Print each class with its time and how many rows are due. 0 always; nothing changes."""
    start_django()
    from django.utils import timezone

    from samplan.followup import retention

    today = timezone.localdate()
    for kind in retention.retention():
        if kind.years is None:
            typer.echo(f"{kind.sv}: {kind.decision.sv}. / {kind.en}: {kind.decision.en}.")
            continue
        n = retention.due(kind, today).count()
        typer.echo(
            f"{kind.sv}: {n} att gallra ({kind.years} år efter att {kind.begins.sv}; kräver {kind.decision.sv}). / "
            f"{kind.en}: {n} due ({kind.years} years after {kind.begins.en}; needs {kind.decision.en})."
        )
    return 0


def purge(decision: str, out: Path | None) -> int:
    """Export what is due into a folder, purge it, and leave a record there and among the events.

    0: done, or nothing was due; 2: no decision, or the folder could not be written. Then nothing is purged.
    """
    start_django()
    from django.conf import settings
    from django.utils import timezone

    from samplan.actors.shapes import SYSTEM, DomainError
    from samplan.followup import actions

    now = timezone.localtime()
    folder = out or settings.VAR_DIR / "gallrat" / f"{now:%Y-%m-%d-%H%M%S}"
    try:
        gone = actions.purge_due(
            by=SYSTEM, decision=decision, keep=lambda told: _keep(told, folder, decision, now), today=now.date()
        )
    except DomainError as error:
        typer.echo(f"{error.sv} / {error.en}", err=True)
        return 2
    except OSError as error:
        typer.echo(
            f"{folder} gick inte att skriva: {error}. Inget är gallrat. / It could not be written. Nothing was purged.",
            err=True,
        )
        return 2
    for code, n in gone.items():
        typer.echo(f"{code}: {n}")
    if gone:
        typer.echo(f"Exporterat och gallrat: {folder} / Exported and purged: {folder}")
    else:
        typer.echo("Inget att gallra i dag. / Nothing is due today.")
    return 0


def _keep(told: Mapping[str, list[dict[str, Any]]], folder: Path, decision: str, now: datetime) -> dict[str, str]:
    """Each class as CSV and JSON, and the record; all of it on the disk. The digests of the files by their names.

    The folder is readable by its owner alone, and must be new: an earlier export is never written over.
    """
    folder.mkdir(parents=True, mode=0o700)
    for code, rows in told.items():
        with (folder / f"{code}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]), delimiter=";")
            table.writeheader()
            table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        (folder / f"{code}.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}
    record = {
        "decision": decision,
        "at": now.isoformat(timespec="seconds"),
        "purged": {code: len(rows) for code, rows in told.items()},
        "sha256": digests,
    }
    (folder / "gallringsprotokoll.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    for place in (*folder.iterdir(), folder):
        _on_disk(place)
    return digests


def _cell(value: Any) -> Any:
    """No cell that a spreadsheet takes for a formula."""
    dangerous = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if dangerous else value


def _on_disk(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
