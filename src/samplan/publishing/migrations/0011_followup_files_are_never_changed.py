"""The database itself refuses to change a published follow-up's file after it is made."""

from django.db import migrations

SQLITE = """
    CREATE TRIGGER publishing_followupfile_is_frozen BEFORE UPDATE ON publishing_followupfile
    BEGIN SELECT RAISE(ABORT, 'a file of a published follow-up is never changed'); END
"""
POSTGRESQL = """
    CREATE TRIGGER publishing_followupfile_is_frozen BEFORE UPDATE ON publishing_followupfile
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
"""


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor in {"sqlite", "postgresql"}:
        schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER publishing_followupfile_is_frozen")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_followupfile_is_frozen ON publishing_followupfile")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_followup_files")]

    operations = [migrations.RunPython(freeze, thaw)]
