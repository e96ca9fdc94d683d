"""Lays the tables of a new file from today's models instead of by walking through every migration.

Walking takes tens of seconds, nearly all of it spent on picturing each step's models; a new file needs only the last
picture. What our own migrations do by hand (triggers) is run, and all are written down as applied, so the next
migration goes on from here. It is one transaction: a start that is cut short leaves nothing. A test compares both
ways, table by table and row by row.
"""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import override_settings

ROOMS = ("actors", "plans", "intake", "followup", "publishing")
"""The rooms that have tables. What the libraries' migrations do by hand moves data, and a new file has none."""


def lay_tables(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Make the tables of a new SQLite file; migrate any other database, and lay what its processes count in."""
    connection = connections[alias]
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        call_command("createcachetable", database=alias, verbosity=0)
        return
    # SQLite changes tables inside a transaction only when it does not check keys meanwhile.
    with connection.constraint_checks_disabled(), transaction.atomic(using=alias):
        with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
            call_command("migrate", database=alias, run_syncdb=True, verbosity=0, interactive=False)
        run_what_is_done_by_hand(connection)


def run_what_is_done_by_hand(connection: Any) -> None:
    """Run what the rooms' migrations do by hand, in their order, and write every migration down as applied."""
    loader, recorder = MigrationLoader(None), MigrationRecorder(connection)
    state = loader.project_state()
    order = (key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf))
    for label, name in dict.fromkeys(order):
        operations = loader.disk_migrations[label, name].operations if label in ROOMS else []
        for operation in (op for op in operations if isinstance(op, RunPython | RunSQL)):
            with connection.schema_editor(atomic=False) as editor:
                if isinstance(operation, RunPython):
                    # They lay triggers and look at no model, so the picture of the models is spared.
                    cast("Any", operation.code)(None, editor)
                else:
                    operation.database_forwards(label, editor, state, state)
        recorder.record_applied(label, name)
