"""`samplan sync` and `samplan sources`: official statistics, fetched and built into the one file that is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samplan.cli.setting_up import start_django

if TYPE_CHECKING:
    from rich.progress import Progress

    from samplan.analysis.store.building import Built
    from samplan.analysis.store.syncing import Drift

sync = typer.Typer(no_args_is_help=True, help="Hämta siffror / fetch figures: kolada, scb, fohm, file, build.")
sources = typer.Typer(no_args_is_help=True, help="Jämför källornas kataloger / compare the sources' catalogues.")
WORDS = {
    "removed": "borttagen / removed",
    "retitled": "har nytt namn / retitled",
    "discontinued": "uppdateras inte längre / discontinued",
    "changed": "är inte som den beskrivs / is not as it is described",
    "added": "ny / added",
}

Only = Annotated[list[str] | None, typer.Option(help="Only these indicators or tables; repeat the option.")]
From = Annotated[
    datetime | None, typer.Option("--from-date", formats=["%Y-%m-%d"], help="Only what changed since this day.")
]


@sync.command()
def kolada(
    only: Only = None,
    from_date: From = None,
    since_last: Annotated[bool, typer.Option(help="Only what changed since Kolada was last taken.")] = False,
    group: Annotated[list[str] | None, typer.Option(help="Values of this group too (G…); repeat the option.")] = None,
) -> None:
    """Fetch Kolada: the whole catalogue and every indicator, or the chosen ones."""
    start_django()
    from samplan.analysis.store.syncing import last_taken

    day = from_date.date() if from_date else last_taken("kolada") if since_last else None
    _sync("kolada", only or (), day, group or ())


@sync.command()
def scb(only: Only = None) -> None:
    """Fetch SCB's tables that the catalogue and the county's own file name."""
    _sync("scb", only or (), None, ())


@sync.command()
def fohm(only: Only = None) -> None:
    """Fetch Folkhälsomyndigheten's tables that the catalogue and the county's own file name."""
    _sync("fohm", only or (), None, ())


@sync.command("file")
def file_(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help=".json, .csv, .xlsx")],
    name: Annotated[str, typer.Option(help="Name of the source that the files are; it replaces what it had.")] = "file",
) -> None:
    """Take figures from files, for a place without a connection."""
    start_django()
    from samplan.analysis.store.syncing import take_files

    with _told_faults():
        _tell(take_files(files, source=name))


@sync.command("build")
def build_() -> None:
    """Build the file that is read again, from what was fetched earlier."""
    start_django()
    from samplan.analysis.store.building import build

    with _told_faults(), _bars() as bars:
        built = build(_bar(bars, "Bygger / building"))
    _tell(built)


@sources.command("check")
def check_(
    source: Annotated[Literal["kolada", "scb", "fohm"], typer.Argument(help="Which source.")] = "kolada",
    new: Annotated[bool, typer.Option(help="Name indicators that are new, too.")] = False,
) -> None:
    """Name what a source has removed, renamed or discontinued. Exits with 1 when there is any."""
    start_django()
    from samplan.analysis.store.syncing import check

    with _told_faults():
        drift = [d for d in check(source) if new or d.kind != "added"]
    _tell_drift(drift)
    raise typer.Exit(1 if drift else 0)


@sources.command("tables")
def tables_() -> None:
    """List the tables of PxWeb that are taken: the catalogue's, and those that the county has described itself."""
    start_django()
    from samplan.analysis.sources.tables import all_tables, own_file, own_tables

    with _told_faults():
        told, own = all_tables(), {table.code for table in own_tables()}
    for table in told:
        whose = "länets egen / own" if table.code in own else "prövad / met" if table.seen else "oprövad / not met"
        typer.echo(f"{table.source}:{table.code}  {table.table}  ({whose})  {table.title}")
    typer.echo(f"Länets egna tabeller / own tables: {own_file()}")


@sources.command("describe")
def describe_(
    source: Annotated[Literal["scb", "fohm"], typer.Argument(help="Which source.")],
    table: Annotated[str, typer.Argument(help="The table's id (scb) or path (fohm).")],
) -> None:
    """Print a table as an entry for the county's own tables, as far as it explains itself. Takes no figures."""
    start_django()
    from samplan.analysis.store.syncing import described

    with _told_faults():
        typer.echo(described(source, table))


def _sync(
    source: Literal["kolada", "scb", "fohm"], only: Sequence[str], from_date: date | None, groups: Sequence[str]
) -> None:
    start_django()
    from samplan.analysis.store import syncing

    with _told_faults(), _bars() as bars:
        built, drift = syncing.sync(
            source,
            only=only,
            from_date=from_date,
            groups=groups,
            taking=_bar(bars, "Hämtar / fetching"),
            building=_bar(bars, "Bygger / building"),
        )
    _tell(built)
    _tell_drift(drift)


@contextmanager
def _told_faults() -> Iterator[None]:
    """Say what went wrong in a sentence, and exit with 2. An interrupt says that what was fetched is kept."""
    from samplan.actors.shapes import DomainError

    try:
        yield
    except DomainError as fault:
        typer.echo(f"{fault.sv}\n{fault.en}", err=True)
        raise typer.Exit(2) from fault
    except KeyboardInterrupt as stop:
        typer.echo("Avbrutet. Det hämtade är kvar: kör samma kommando igen så fortsätter det.", err=True)
        typer.echo("Stopped. What was fetched is kept: run the same command again, and it goes on.", err=True)
        raise typer.Exit(130) from stop


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield bars


class _Bar:
    """A progress bar that comes with its first step."""

    def __init__(self, bars: Progress, text: str) -> None:
        self._bars, self._text = bars, text
        self._task: int | None = None

    def __call__(self, done: int, of: int) -> None:
        """Move it."""
        from rich.progress import TaskID

        if self._task is None:
            self._task = self._bars.add_task(self._text, total=of)
        self._bars.update(TaskID(self._task), completed=done, total=of)


def _bar(bars: Progress, text: str) -> _Bar:
    return _Bar(bars, text)


def _tell(built: Built) -> None:
    typer.echo(
        f"{built.observations:,} värden för {built.indicators:,} indikatorer i {built.file}. / "
        f"{built.observations:,} values of {built.indicators:,} indicators.".replace(",", " ")
    )
    if built.left_out:
        typer.echo(
            f"{built.left_out} värden är för enheter eller indikatorer som ingen katalog beskriver. / "
            f"{built.left_out} values are of units or indicators that no catalogue describes."
        )


def _tell_drift(drift: Sequence[Drift]) -> None:
    for told in drift:
        typer.echo(f"{told.id}  {WORDS[told.kind]}: {told.title}" + (f" → {told.now}" if told.now else ""))
