"""`samplan demo`: the invented county Exempellän, read from its documents through the real import, and served.

The county is laid once; a laying that did not come to its end is thrown away. After that a start changes nothing.
"""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import typer

from samplan.cli.demo_comments import lay_comments
from samplan.cli.demo_compiled import keep_figures, lay_compiled, publish_years
from samplan.cli.demo_family import lay_family
from samplan.cli.demo_figure_ties import lay_figure_ties
from samplan.cli.demo_figures import lay_figures, lay_later_figures
from samplan.cli.demo_followup import lay_followup
from samplan.cli.demo_home import laying
from samplan.cli.demo_owners import lay_owners
from samplan.cli.demo_versions import lay_versions
from samplan.cli.demo_weave import lay_weave
from samplan.cli.setting_up import start_django

PASSWORD = "exempel-utan-hemligheter"  # noqa: S105
"""The demo's sign-ins all have it, it is printed on the screen, and the county is invented."""


def root() -> Path:
    """The checkout's folder, where `demo/` lies."""
    spec = find_spec("samplan")
    if spec is None or spec.origin is None:
        raise typer.Exit(2)
    return Path(spec.origin).resolve().parents[2]


def lay_and_serve(*, port: int, serve_it: bool) -> None:
    """Lay the demo county if it is not there, then serve it and print where, and who can sign in."""
    began = time.monotonic()
    home = Path(os.environ.get("SAMPLAN_VAR") or root() / "var" / "demo").resolve()
    if serve_it and not _port_is_free(port):
        typer.echo(f"Port {port} används redan. Inget har ändrats. Välj en annan: make demo PORT={port + 1}", err=True)
        typer.echo(f"Port {port} is in use. Nothing was changed. Choose another: make demo PORT={port + 1}", err=True)
        raise typer.Exit(2)
    os.environ |= {**made_up_site(), **os.environ, "SAMPLAN_VAR": str(home), "SAMPLAN_DEMO": "yes"}
    os.environ.pop("DATABASE_URL", None)
    with laying(home) as wanted:
        if wanted:
            typer.echo("Lägger upp Exempellän ur sina dokument. / Laying the invented county from its documents.")
            lay(all_pages=serve_it)
    if not serve_it:
        return
    from samplan.cli.serving import run
    from samplan.cli.setting_up import set_up

    if not wanted:
        set_up()
        # A county that was laid before there were figures gets them now.
        lay_figures(root() / "demo" / "figures")

    def ready() -> None:
        _tell(port, time.monotonic() - began)
        # The first page does not wait for the follow-up of earlier years and for what only tells what has changed since
        # the editions; a start that was ended before they came leaves them to the next.
        Thread(target=lay_later, daemon=True).start()

    run(host="127.0.0.1", port=port, on_ready=ready)


def lay_later() -> None:
    """Keep the figures of closed rounds, publish earlier years, take the figures that came after; each once."""
    from django.db import connection

    try:
        partnership, coordinator, _imports = _what_was_read(_told())
        keep_figures(coordinator, partnership)
        publish_years(coordinator, partnership)
        lay_later_figures(root() / "demo" / "figures")
    finally:
        connection.close()


def made_up_site() -> dict[str, str]:
    """What the demo's site says of itself where no setting does: who answers for it, and when it was gone through."""
    return {name: str(value) for name, value in _told()["site"].items()}


def _port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def lay(*, all_pages: bool = False) -> None:
    """Make the database, the county and its people, and read, accept and publish its documents.

    Two processes share it: one makes the tables and reads the documents, while this one imports what the rest needs
    (with all_pages: what serving needs too, and the follow-up of earlier years is left to be published then) and takes
    the figures.
    """
    begun = subprocess.Popen(
        [sys.executable, "-c", "from samplan.cli.demo import read_documents; read_documents()"], close_fds=False
    )
    try:
        _import_all(all_pages)
        lay_figures(root() / "demo" / "figures")
    finally:
        failed = begun.wait()
    if failed:
        raise typer.Exit(failed)
    told = _told()
    partnership, coordinator, imports = _what_was_read(told)
    plans: list[Any] = []
    for document, imported in zip(told["documents"], imports, strict=True):
        _document(partnership, coordinator, imported, document, plans)
    for beside in lay_family(root() / "demo" / "family.yaml", coordinator, partnership, plans[-1]):
        _owners(coordinator, partnership, beside)
    lay_followup(root() / "demo" / "followup.yaml", coordinator, partnership)
    lay_compiled(root() / "demo" / "compiled.yaml", coordinator, partnership, plans)
    lay_comments(root() / "demo" / "comments.yaml", coordinator, plans[-1])
    if not all_pages:
        keep_figures(coordinator, partnership)
        publish_years(coordinator, partnership)
    _keep_safe()


HURRY = " PRAGMA synchronous=OFF;"
"""What a connection is told while the county is laid: one that is not laid to its end is thrown away."""


def _hurry() -> None:
    """Do not wait for the disk, and look for nothing to throw away in memory: what is laid stays."""
    start_django()
    from django.db import connections

    connections["default"].settings_dict["OPTIONS"]["init_command"] += HURRY
    gc.disable()


def _keep_safe() -> None:
    """Wait for the disk again, and see that all that is laid is on it."""
    from django.db import connection

    told = connection.settings_dict["OPTIONS"]
    told["init_command"] = told["init_command"].removesuffix(HURRY)
    connection.close()
    connection.cursor().execute("PRAGMA synchronous=FULL")
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    gc.enable()


def _import_all(all_pages: bool) -> None:
    """Import what laying and serving need, before there is a database."""
    _hurry()
    from django.urls import get_resolver

    import samplan.followup.actions
    import samplan.intake.actions
    import samplan.publishing.actions  # noqa: F401

    if all_pages:
        _ = get_resolver().url_patterns


def read_documents() -> None:
    """Make the database, the county and its people, and read the documents; what lay does in a process beside."""
    from samplan.cli.setting_up import set_up

    _hurry()
    set_up()
    told = _told()
    partnership, coordinator = _county(told)
    _read_all(partnership, coordinator, told)


def _told() -> dict[str, Any]:
    """What the county's file says."""
    import yaml

    told: dict[str, Any] = yaml.load(
        (root() / "demo" / "county.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return told


def _what_was_read(told: dict[str, Any]) -> tuple[Any, Any, list[Any]]:
    """The partnership, the coordinator and the imports, in the order of the documents, out of the database."""
    from samplan.actors import queries as actors
    from samplan.intake.queries import imports_visible_to

    county = actors.county_by_code(told["county"]["code"])
    email = next(person["email"] for person in told["people"] if person["role"] == "coordinator")
    coordinator = actors.person_by_email(email)
    if county is None or coordinator is None:
        raise LookupError("the county was not laid")
    by_name = {imported.name: imported for imported in imports_visible_to(coordinator)}
    imports = [by_name[Path(document["file"]).name] for document in told["documents"]]
    return actors.partnership_of_county(county), coordinator, imports


def _read_all(partnership: Any, coordinator: Any, told: dict[str, Any]) -> None:
    """Read the documents through the real import, all at once: each is read in a process of its own."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from samplan.intake import actions
    from samplan.intake.shapes import ImportState

    def read(imported_id: int) -> Any:
        try:
            return actions.read_import(imported_id=imported_id)
        finally:
            connection.close()

    paths = [root() / "demo" / document["file"] for document in told["documents"]]
    received = [
        actions.receive_document(
            by=coordinator, partnership=partnership, name=path.name, data=path.read_bytes(), in_background=False
        )
        for path in paths
    ]
    with ThreadPoolExecutor(max_workers=len(paths)) as pool:
        imports = list(pool.map(read, (one.pk for one in received)))
    for imported in imports:
        if imported.state != ImportState.REVIEW:
            typer.echo(f"{imported.name}: {imported.error_sv}", err=True)
            raise SystemExit(2)


def _county(told: dict[str, Any]) -> tuple[Any, Any]:
    """The county, its bodies and people. Returns the partnership and the coordinator."""
    from samplan.actors import actions
    from samplan.actors.queries import bodies_of
    from samplan.actors.shapes import SYSTEM

    county = actions.create_county(
        by=SYSTEM,
        code=told["county"]["code"],
        name=told["county"]["name"],
        region=told["county"]["region"],
        municipalities=[(m["code"], m["name"]) for m in told["municipalities"]],
        made_up=True,
    )
    partnership = actions.create_partnership(by=SYSTEM, county=county)
    bodies = {body.name: body for body in bodies_of(partnership)}
    for body in told["bodies"]:
        whole = bodies.get(body.get("part_of", ""))
        bodies[body["name"]] = actions.create_body(
            by=SYSTEM, partnership=partnership, name=body["name"], kind=body["kind"], part_of=whole
        )
    people = {}
    for person in told["people"]:
        made = actions.create_person(
            by=SYSTEM, email=person["email"], name=person["name"], password=PASSWORD, made_up=True
        )
        # also: the same role for one more body, as when a manager in the network decides for the region too.
        for name in (person.get("body", ""), *person.get("also", [])):
            told_role = {"role": person["role"], "body": bodies.get(name)}
            actions.grant_role(by=SYSTEM, person=made, partnership=partnership, **told_role)
        people[person["role"]] = made
    _terms(people["coordinator"], partnership, told["terms"])
    return partnership, people["coordinator"]


def _terms(coordinator: Any, partnership: Any, told: list[dict[str, str]]) -> None:
    """The county's word list."""
    from samplan.plans import actions
    from samplan.plans.shapes.terms import Term

    for one in told:
        actions.add_term(by=coordinator, partnership=partnership, told=Term(**one))


def _document(partnership: Any, coordinator: Any, imported: Any, told: dict[str, Any], plans: list[Any]) -> None:
    """Accept a document that is read, put it into a plan (kept in plans) and publish that."""
    from samplan.intake import actions

    actions.accept_all_items(by=coordinator, imported=imported)
    plan = actions.commit_import(by=coordinator, imported=imported)
    plans.append(plan)
    _publish(coordinator, plan, told)
    _statuses(coordinator, plan, told["plan"])
    if revised := told.get("revised"):
        _owners(coordinator, partnership, plan)
        lay_owners(root() / "demo" / "ownership.yaml", coordinator, partnership, plan)
        lay_weave(root() / "demo" / "weave.yaml", coordinator, plan)
        lay_figure_ties(root() / "demo" / "figure_ties.yaml", coordinator, plan)
        lay_versions(root() / "demo" / "versions.yaml", coordinator, plans)
        for change in revised.get("changes", []):
            _change(coordinator, plan, change)
        _publish(coordinator, plan, revised)


def _owners(coordinator: Any, partnership: Any, plan: Any) -> None:
    """Tie those who are named as responsible to the county's bodies with the same name."""
    from samplan.actors.queries import bodies_of
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    kind, bodies = ItemKind.RESPONSIBLE, {body.name: body.pk for body in bodies_of(partnership)}
    for area in queries.areas_for_editing(plan.pk):
        for item in area.items[kind]:
            if body := bodies.get(item.values["text"]):
                actions.change_item(
                    by=coordinator, kind=kind, item_id=item.id, values={"body": body}, seen_version=item.version
                )


def _statuses(coordinator: Any, plan: Any, name: str) -> None:
    """Set statuses and attainments that no document tells, by area number and first words."""
    import yaml

    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    path = root() / "demo" / "statuses.yaml"
    wanted = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get(name, {})
    for editing in queries.areas_for_editing(plan.pk):
        words = wanted.get(editing.values["number"] or "", {})
        for item, status in _named(editing, ItemKind.ACTIVITY, words.get("activities", {})):
            actions.set_activity_status(by=coordinator, activity_id=item.id, status=status, seen_version=item.version)
        for item, attainment in _named(editing, ItemKind.GOAL, words.get("goals", {})):
            actions.set_goal_attainment(
                by=coordinator, goal_id=item.id, attainment=attainment, seen_version=item.version
            )


def _named(editing: Any, kind: Any, wanted: dict[str, str]) -> list[tuple[Any, str]]:
    """Items of an area whose words begin as one of the wanted does, with what is wanted of them."""
    return [
        (i, value)
        for i in editing.items[kind]
        for start, value in wanted.items()
        if str(i.values["text"]).startswith(start)
    ]


def _change(coordinator: Any, plan: Any, told: dict[str, Any]) -> None:
    """Add, reword or remove one activity."""
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    kind = ItemKind.ACTIVITY
    area = next(a for a in queries.plan_outline(plan.pk).areas if a.number == told["area"])
    if "add" in told:
        actions.add_item(by=coordinator, plan=plan, kind=kind, values=told["add"], parent_id=area.id)
        return
    start = told.get("reword") or told["remove"]
    ((item, _),) = _named(queries.area_for_editing(area.id), kind, {start: ""})
    if "reword" in told:
        actions.change_item(
            by=coordinator, kind=kind, item_id=item.id, values={"text": told["text"]}, seen_version=item.version
        )
    else:
        actions.remove_item(by=coordinator, kind=kind, item_id=item.id, reason=told["reason"])


def _publish(coordinator: Any, plan: Any, told: dict[str, Any]) -> None:
    from samplan.plans import actions as plans
    from samplan.plans import queries
    from samplan.publishing import actions

    for finding in queries.gate_verdict(plan).stops:
        reason = told["known"][finding.code]
        plans.set_aside(by=coordinator, plan=plan, key=finding.key, reason=reason)
    decided_on = told["decided_on"]
    actions.publish_edition(
        by=coordinator,
        plan=plan,
        decided_by=told["decided_by"],
        decided_on=decided_on if isinstance(decided_on, date) else date.fromisoformat(decided_on),
        note=told.get("note", ""),
    )


def _tell(port: int, seconds: float) -> None:
    told = _told()
    typer.echo(f"\nSamplan: http://localhost:{port}/  (klart på {seconds:.1f} s)")
    typer.echo(f"Arbetsrum / workspace: http://localhost:{port}/arbetsrum/")
    typer.echo("Allt i Exempellän är påhittat. / Everything in Exempellän is made up.\n")
    for person in told["people"]:
        typer.echo(f"  {person['email']:<32} {person['role']:<20} {person['name']}")
    typer.echo(f"\nLösenord för alla / password for all: {PASSWORD}")
    typer.echo("Avsluta med Ctrl+C. / Stop with Ctrl+C.\n", nl=True)
