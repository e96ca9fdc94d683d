"""A new database that is laid at once is the same as one that has walked through every migration."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys

LAY = "from samplan.cli.tables import lay_tables as make; make()"
WALK = "from django.core.management import call_command; call_command('migrate', verbosity=0)"


def run(folder, code):
    """Run some code on the database in a folder, in a process of its own; the exit code."""
    environment = {**os.environ, "SAMPLAN_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "samplan.config.settings"}
    environment.pop("DATABASE_URL", None)
    whole = f"import django; django.setup(); {code}"
    return subprocess.run([sys.executable, "-c", whole], env=environment, check=False, timeout=300).returncode


def a_database(folder, how):
    """A new database made one way: its schema by kind and name, what is in it, and which migrations are applied."""
    folder.mkdir()
    assert run(folder, how) == 0
    with sqlite3.connect(folder / "samplan.sqlite3") as database:
        schema = {
            (kind, name): parts(sql)
            for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
        }
        tables = [
            name for kind, name in schema if kind == "table" and name not in ("django_migrations", "sqlite_sequence")
        ]
        rows = {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
        applied = set(database.execute("SELECT app, name FROM django_migrations"))
    return schema, rows, applied


def parts(sql):
    """A table's columns and constraints whatever their order, other objects as they are."""
    table = re.fullmatch(r'(CREATE TABLE "\w+") \((.*)\)\s*', sql or "", re.DOTALL)
    if table is None:
        return sql
    found, depth, quote, part = [], 0, "", ""
    for sign in f"{table[2]},":
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        depth += (sign == "(") - (sign == ")") if not quote else 0
        if sign == "," and not depth and not quote:
            found.append(part.strip())
            part = ""
        else:
            part += sign
    return table[1], sorted(found)


def test_laid_at_once_and_walked_are_the_same(tmp_path):
    laid, rows, applied = a_database(tmp_path / "laid", LAY)
    walked, all_rows, all_applied = a_database(tmp_path / "walked", WALK)
    assert laid.keys() == walked.keys()
    assert {name: (laid[name], walked[name]) for name in laid if laid[name] != walked[name]} == {}
    assert rows == all_rows
    assert applied == all_applied
    assert any(kind == "trigger" for kind, _ in laid)


def test_a_database_that_has_tables_is_migrated_and_keeps_what_is_in_it(tmp_path):
    a_database(tmp_path / "file", LAY)
    path = tmp_path / "file" / "samplan.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO django_session VALUES ('nyckel', 'kvar', '2030-01-01')")
    assert run(tmp_path / "file", LAY) == 0
    with sqlite3.connect(path) as database:
        assert list(database.execute("SELECT session_data FROM django_session")) == [("kvar",)]


def test_a_start_that_is_cut_short_leaves_nothing_and_the_next_one_works(tmp_path):
    cut = "import samplan.cli.tables as t; t.run_what_is_done_by_hand = lambda connection: 1 / 0; t.lay_tables()"
    assert run(tmp_path, cut) == 1
    with sqlite3.connect(tmp_path / "samplan.sqlite3") as database:
        assert list(database.execute("SELECT name FROM sqlite_master")) == []
    assert run(tmp_path, LAY) == 0
    with sqlite3.connect(tmp_path / "samplan.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM plans_plan").fetchone() == (0,)
