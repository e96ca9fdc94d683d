"""Lays the tables of a new database from today's models instead of by walking through every migration.

Walking takes tens of seconds, nearly all of it spent on picturing each step's models; a new file needs only the last
picture. What migrations do by hand (triggers) is run, and all are written down as applied, so the next migration goes
on from here. A test compares both ways, table by table.
"""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import override_settings

ROOMS = ("actors", "plans", "intake", "publishing")
"""Labels of the rooms that have tables."""


def lay_tables(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Make the tables of a database that has none, or migrate one that has."""
    connection = connections[alias]
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        return
    with override_settings(MIGRATION_MODULES={**settings.MIGRATION_MODULES, **dict.fromkeys(ROOMS)}):
        call_command("migrate", database=alias, run_syncdb=True, verbosity=0, interactive=False)
    run_what_is_done_by_hand(connection)


def run_what_is_done_by_hand(connection: Any) -> None:
    """Run what the rooms' migrations do by hand, in their order, and write each migration down as applied."""
    loader = MigrationLoader(None)
    order = [key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf) if key[0] in ROOMS]
    state, recorder = loader.project_state(), MigrationRecorder(connection)
    for label, name in dict.fromkeys(order):
        by_hand = [op for op in loader.disk_migrations[label, name].operations if isinstance(op, RunPython | RunSQL)]
        for operation in by_hand:
            with connection.schema_editor(atomic=False) as editor:
                if isinstance(operation, RunPython):
                    # They lay triggers and look at no model, so the picture of the models is spared.
                    cast("Any", operation.code)(None, editor)
                else:
                    operation.database_forwards(label, editor, state, state)
        recorder.record_applied(label, name)
