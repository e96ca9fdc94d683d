"""The database itself refuses to change a published follow-up after it is made."""

from django.db import migrations

SQLITE = """
    CREATE TRIGGER publishing_followup_is_frozen BEFORE UPDATE ON publishing_followupedition
    BEGIN SELECT RAISE(ABORT, 'a published follow-up is never changed'); END
"""
POSTGRESQL = """
    CREATE TRIGGER publishing_followup_is_frozen BEFORE UPDATE ON publishing_followupedition
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
"""


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor in {"sqlite", "postgresql"}:
        schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER publishing_followup_is_frozen")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_followup_is_frozen ON publishing_followupedition")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_published_followups")]

    operations = [migrations.RunPython(freeze, thaw)]
