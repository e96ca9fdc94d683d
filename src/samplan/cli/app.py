"""The commands, a line each; what they do lies in the rooms."""

from __future__ import annotations

import json

import typer

from samplan.plans.shapes.exchange import PlanFile

app = typer.Typer(no_args_is_help=True, help="Länets gemensamma plan: läs in, ändra, ge ut.")


@app.callback()
def root() -> None:
    """Make `samplan` a command with sub-commands."""


@app.command()
def schema() -> None:
    """Print the JSON Schema of the plan file."""
    typer.echo(json.dumps(PlanFile.model_json_schema(), ensure_ascii=False, indent=2))


def main() -> None:
    """Entry point."""
    app()
