"""Takes figures from a source and builds the store anew; compares the store's catalogue with the source's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from django.conf import settings

from samplan.analysis.sources import files, kolada, pxweb
from samplan.analysis.sources.asking import Asker, Progress
from samplan.analysis.sources.faults import NotThere, SourceFault
from samplan.analysis.sources.runs import Plan, finished, running
from samplan.analysis.sources.tables import TableSpec, tables_of
from samplan.analysis.sources.understanding import entry_of
from samplan.analysis.store import reading
from samplan.analysis.store.building import Built, build
from samplan.analysis.store.cataloguing import same_title
from samplan.analysis.store.describing import KOLADA

Source = Literal["kolada", "scb", "fohm"]
FILES = "file"
NAMES = {"kolada": "Kolada", "scb": "SCB", "fohm": "Folkhälsomyndigheten"}
VERSIONS: dict[str, pxweb.Version] = {"scb": 2, "fohm": 1}


def _silent(done: int, of: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of an indicator at its source. changed: a table that is not as it is described any more."""

    kind: Literal["removed", "retitled", "discontinued", "changed", "added"]
    id: str
    title: str
    now: str = ""


def sync(
    source: Source,
    *,
    only: Sequence[str] = (),
    from_date: date | None = None,
    groups: Sequence[str] = (),
    taking: Progress = _silent,
    building: Progress = _silent,
) -> tuple[Built, tuple[Drift, ...]]:
    """Take a source's figures, all or the chosen, and build the store; what drifted in the catalogue comes along.

    from_date: only what changed since. Raises SourceFault or StoreFault; the store is then as it was, and what was
    taken waits for the next try of the same errand.
    """
    plan = Plan(
        source=source,
        only=tuple(only),
        from_date=from_date.isoformat() if from_date else "",
        whole_catalogue=source == KOLADA and not only,
    )
    titles = _titles(source)
    with asker(source) as asking, running(plan) as run:
        if source == KOLADA:
            kolada.take(asking, run, groups=groups, progress=taking)
        else:
            pxweb.take(asking, VERSIONS[source], run, _tables(source, plan.only), taking)
        run.finish()
    before = reading.figures()
    built = build(building)
    drift = _drift_between(before, reading.figures(), source)
    return built, (*_retitled(source, titles, _titles(source)), *drift)


def take_files(paths: Sequence[Path], *, source: str = FILES) -> Built:
    """Take figures from files as a source of its own name, and build the store.

    Raises SourceFault that tells every faulty row, or StoreFault.
    """
    keep_files(paths, source=source)
    return build()


def keep_files(
    paths: Sequence[Path], *, source: str = FILES, made_up: bool = False, moment: datetime | None = None
) -> None:
    """Keep figures from files as a finished run, for the next build. moment: when they were delivered, if not now.

    Raises SourceFault. Files are read anew each time: there is nothing to go on with.
    """
    if source in NAMES:
        raise SourceFault(
            f"Filer kan inte läsas in som {NAMES[source]}: de får ett eget källnamn.",
            f"Files cannot be taken as {NAMES[source]}: they are a source of their own name.",
        )
    plan = Plan(source=source, whole_catalogue=True, made_up=made_up)
    with running(plan, moment or datetime.now(UTC)) as run:
        files.take(run, paths)
        run.finish()


def check(source: Source) -> tuple[Drift, ...]:
    """What differs between the store's catalogue and the source's as it is now. Takes no figures."""
    store = reading.figures()
    there = {f.code: f for f in store.facts if f.card.source == source}
    with asker(source) as asking:
        if source != KOLADA:
            return _tables_gone(asking, source)
        now = {given.code: given for given in kolada.Kolada(asking).kpis()}
    told: list[Drift] = []
    for code, facts in there.items():
        given = now.get(code)
        if given is None:
            if not facts.removed:
                told.append(Drift("removed", facts.card.id, facts.card.title))
        elif same_title(given.title) != same_title(facts.card.title):
            told.append(Drift("retitled", facts.card.id, facts.card.title, given.title))
        elif not given.published and not facts.card.discontinued:
            told.append(Drift("discontinued", facts.card.id, facts.card.title, given.title))
    told += [Drift("added", f"{source}:{code}", given.title) for code, given in now.items() if code not in there]
    return tuple(told)


def described(source: Source, table: str) -> str:
    """A table of a PxWeb source as an entry for the county's own tables, to be gone through. Takes no figures."""
    with asker(source) as asking:
        told = pxweb.PxWeb(asking, VERSIONS[source]).about(table)
    return entry_of(told, source, table)


def last_taken(source: str) -> date | None:
    """The day that a source was last taken whole or in changes, None when never."""
    told = [r for r in finished() if r.plan.source == source and not r.plan.only]
    return told[-1].moment.date() if told else None


def asker(source: str) -> AbstractContextManager[Asker]:
    """One who asks a source, at the address of the settings and at its pace."""
    address = {"kolada": settings.KOLADA_URL, "scb": settings.SCB_URL, "fohm": settings.FOHM_URL}[source]
    pace = kolada.PER_SECOND if source == KOLADA else pxweb.PER_SECOND[VERSIONS[source]]
    return Asker(NAMES[source], address, per_second=pace)


def _tables(source: str, only: tuple[str, ...]) -> list[TableSpec]:
    chosen = tables_of(source, only)
    if missing := sorted(set(only) - {t.code for t in chosen}):
        names = ", ".join(missing)
        raise SourceFault(f"Samplan känner ingen tabell {names}.", f"Samplan knows no table {names}.")
    return chosen


def _tables_gone(asking: Asker, source: str) -> tuple[Drift, ...]:
    """Tables that their source has no more, calls something else, does not go on with, or has made into others.

    Raises SourceFault where the source does not answer: then nobody knows.
    """
    told: list[Drift] = []
    client, titles, store = pxweb.PxWeb(asking, VERSIONS[source]), _titles(source), reading.figures()
    for table in tables_of(source):
        name = f"{source}:{table.code}"
        try:
            now = client.about(table.table)
        except NotThere as fault:
            told.append(Drift("removed", name, table.title, fault.sv))
            continue
        told += _retitled(source, {table.code: titles.get(table.code, now.title)}, {table.code: now.title})
        known = reading.indicator(store, name)
        if now.discontinued and not (known is not None and known.card.discontinued):
            told.append(Drift("discontinued", name, table.title))
        try:
            pxweb.selected(table, now.dimensions)
        except SourceFault as fault:
            told.append(Drift("changed", name, table.title, fault.sv))
    return tuple(told)


def _titles(source: str) -> dict[str, str]:
    """What a PxWeb source called its tables when they were last taken, by code."""
    found: dict[str, str] = {}
    for run in finished():
        file = run.folder / f"{pxweb.TITLES}.json"
        if run.plan.source == source and file.exists():
            found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def _retitled(source: str, before: dict[str, str], now: dict[str, str]) -> list[Drift]:
    """Tables that their source calls something else."""
    return [
        Drift("retitled", f"{source}:{code}", before[code], title)
        for code, title in now.items()
        if code in before and same_title(before[code]) != same_title(title)
    ]


def _drift_between(before: reading.Figures, after: reading.Figures, source: str) -> tuple[Drift, ...]:
    """What a sync changed in the catalogue, for a person to look at."""
    told: list[Drift] = []
    for facts in before.facts:
        if facts.card.source != source or (now := reading.indicator(after, facts.card.id)) is None:
            continue
        if now.removed and not facts.removed:
            told.append(Drift("removed", facts.card.id, facts.card.title))
        elif same_title(now.card.title) != same_title(facts.card.title):
            told.append(Drift("retitled", facts.card.id, facts.card.title, now.card.title))
        elif now.card.discontinued and not facts.card.discontinued:
            told.append(Drift("discontinued", facts.card.id, facts.card.title, now.card.title))
    return tuple(told)
