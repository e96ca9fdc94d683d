"""The commands, a line each; what they do lies in the rooms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from samplan.cli.figures import sources, sync
from samplan.plans.shapes.exchange import PlanFile

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Länets gemensamma plan: läs in, ändra, ge ut. / The county's joint plan: read, change, publish.",
)

app.add_typer(sync, name="sync")
app.add_typer(sources, name="sources")


@app.callback()
def root() -> None:
    """Make `samplan` a command with sub-commands."""


@app.command()
def schema() -> None:
    """Print the JSON Schema of the plan file."""
    typer.echo(json.dumps(PlanFile.model_json_schema(), ensure_ascii=False, indent=2))


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A plan as .docx, .pdf, .xlsx, .odt or .txt.")],
    json_out: Annotated[Path | None, typer.Option("--json", metavar="OUT", help="Write the plan file there.")] = None,
    report: Annotated[bool, typer.Option("--report", help="Print what was kept, unplaced and doubtful.")] = False,
    language: Annotated[Literal["sv", "en"], typer.Option(help="Language of the report.")] = "sv",
    memory_mb: Annotated[int, typer.Option(help="Memory that the reading may use, in MB.")] = 1024,
    seconds: Annotated[int, typer.Option(help="Time that the reading may take.")] = 120,
) -> None:
    """Read a document and print its plan file. Nothing is stored anywhere else."""
    from samplan.cli.reading import read_file

    raise typer.Exit(
        read_file(file, json_out=json_out, report=report, language=language, memory_mb=memory_mb, seconds=seconds)
    )


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="A plan as a document, or a plan file (.json).")] = None,
    plan: Annotated[int | None, typer.Option("--plan", metavar="ID", help="A plan of the database instead.")] = None,
    json_out: Annotated[Path | None, typer.Option("--json", metavar="OUT", help="Write the findings there.")] = None,
    language: Annotated[Literal["sv", "en"], typer.Option("--lang", help="Language of the list.")] = "sv",
    fail_on: Annotated[
        Literal["never", "before", "soon", "look"],
        typer.Option(help="Exit with 1 when a finding is at least as pressing as this."),
    ] = "never",
    memory_mb: Annotated[int, typer.Option(help="Memory that the reading may use, in MB.")] = 1024,
    seconds: Annotated[int, typer.Option(help="Time that the reading may take.")] = 120,
) -> None:
    """List what a plan lacks: of a document, of a plan file, or (--plan) of a plan of the database."""
    from samplan.cli.checking import check_plan

    raise typer.Exit(
        check_plan(
            file,
            plan_id=plan,
            json_out=json_out,
            language=language,
            fail_on=fail_on,
            memory_mb=memory_mb,
            seconds=seconds,
        )
    )


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where to serve.")] = 8000,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve when the county is laid.")] = True,
) -> None:
    """Lay the invented county Exempellän from its documents, once, and serve it."""
    from samplan.cli.demo import lay_and_serve

    lay_and_serve(port=port, serve_it=serve_it)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Where to serve.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the database that the settings name, with a worker beside it for long tasks."""
    from samplan.cli.serving import run

    run(host=host, port=port)


@app.command()
def digest() -> None:
    """Send each person the letter about what waits for them, as often as they chose. For a timer, once a day."""
    from samplan.cli.digest import send_digests

    raise typer.Exit(send_digests())


@app.command()
def letters() -> None:
    """Send the reminders of the day and the letters of follow-up rounds that wait. For a timer."""
    from samplan.cli.letters import send_letters

    raise typer.Exit(send_letters())


@app.command()
def bounces(
    place: Annotated[
        Path | None, typer.Argument(help="a folder (Maildir too), a mail or an mbox file; else stdin")
    ] = None,
) -> None:
    """Read what mail servers say of letters that came back: no more letters go to addresses that nobody has."""
    from samplan.cli.letters import read_bounces

    raise typer.Exit(read_bounces(place))


@app.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what is due; change nothing.")] = False,
    decision: Annotated[str, typer.Option(help="The decision that allows the purge, as the archive knows it.")] = "",
    out: Annotated[Path | None, typer.Option(help="A new folder for the export; else one under SAMPLAN_VAR.")] = None,
) -> None:
    """Export and purge what is due in follow-up, by a named decision; --dry-run lists it."""
    from samplan.cli import purging

    raise typer.Exit(purging.list_due() if dry_run else purging.purge(decision, out))


@app.command()
def setup() -> None:
    """Make or bring up to date the database's tables, and load counties, municipalities and frameworks."""
    from samplan.cli.setting_up import set_up

    set_up()


@app.command()
def person(
    email: Annotated[str, typer.Argument(help="Address to sign in with.")],
    name: Annotated[str, typer.Option(help="Name or function.", prompt=True)],
    county: Annotated[str, typer.Option(help="Official two-digit code of the county.", prompt=True)],
    role: Annotated[str, typer.Option(help="Role in the county's partnership.")] = "administrator",
) -> None:
    """Add a person with a role, and the county's partnership if there is none yet. Asks for a password."""
    from samplan.actors.shapes import DomainError
    from samplan.cli.setting_up import add_person

    password = typer.prompt("Lösenord / Password", hide_input=True, confirmation_prompt=True)
    try:
        add_person(email=email, name=name, county_code=county, role=role, password=password)
    except DomainError as error:
        typer.echo(f"{error.sv}\n{error.en}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{email} kan logga in nu. / {email} can sign in now.")


def main() -> None:
    """Entry point."""
    app()
