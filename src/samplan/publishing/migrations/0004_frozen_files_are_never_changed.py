"""The database itself refuses to change a frozen file."""

from django.db import migrations

SQLITE = """
    CREATE TRIGGER publishing_frozenfile_is_frozen BEFORE UPDATE ON publishing_frozenfile
    BEGIN SELECT RAISE(ABORT, 'a frozen file is never changed'); END
"""
POSTGRESQL = """
    CREATE TRIGGER publishing_frozenfile_is_frozen BEFORE UPDATE ON publishing_frozenfile
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
"""


def freeze(apps, schema_editor):
    statement = {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(schema_editor.connection.vendor)
    if statement:
        schema_editor.execute(statement)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor in {"sqlite", "postgresql"}:
        table = " ON publishing_frozenfile" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER publishing_frozenfile_is_frozen{table}")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_files_are_frozen_too")]

    operations = [migrations.RunPython(freeze, thaw)]
