"""The database itself refuses to change an audit event.

SQLite forgets triggers when Django rebuilds a table: a later migration that alters AuditEvent must lay this one again
(tests/actors/test_audit.py fails if it does not).
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER actors_auditevent_is_append_only BEFORE UPDATE ON actors_auditevent
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION actors_auditevent_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit events are never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER actors_auditevent_is_append_only BEFORE UPDATE OR DELETE ON actors_auditevent
FOR EACH ROW EXECUTE FUNCTION actors_auditevent_refuse()
"""


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        schema_editor.execute(POSTGRES)
    else:
        schema_editor.execute(SQLITE)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER actors_auditevent_is_append_only ON actors_auditevent")
        schema_editor.execute("DROP FUNCTION actors_auditevent_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER actors_auditevent_is_append_only")


class Migration(migrations.Migration):
    dependencies = [("actors", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
