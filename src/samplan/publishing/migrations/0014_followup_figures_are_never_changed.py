"""The database itself refuses to change the figures of a follow-up after it is made."""

from django.db import migrations

SQLITE = """
    CREATE TRIGGER publishing_followupfigures_is_frozen BEFORE UPDATE ON publishing_followupfigures
    BEGIN SELECT RAISE(ABORT, 'the figures of a follow-up are never changed'); END
"""
POSTGRESQL = """
    CREATE TRIGGER publishing_followupfigures_is_frozen BEFORE UPDATE ON publishing_followupfigures
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
"""


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor in {"sqlite", "postgresql"}:
        schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER publishing_followupfigures_is_frozen")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_followupfigures_is_frozen ON publishing_followupfigures")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0013_followup_figures")]

    operations = [migrations.RunPython(freeze, thaw)]
