"""The database itself refuses to change an edition or a withdrawal after it is made."""

from django.db import migrations

SQLITE = (
    """
        CREATE TRIGGER publishing_edition_is_frozen BEFORE UPDATE ON publishing_edition
        BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END
    """,
    """
        CREATE TRIGGER publishing_withdrawal_is_frozen BEFORE UPDATE ON publishing_withdrawal
        BEGIN SELECT RAISE(ABORT, 'a withdrawal is never changed'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION publishing_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an edition is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER publishing_edition_is_frozen BEFORE UPDATE ON publishing_edition
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
    """,
    """
    CREATE TRIGGER publishing_withdrawal_is_frozen BEFORE UPDATE ON publishing_withdrawal
    FOR EACH ROW EXECUTE FUNCTION publishing_is_frozen()
    """,
)


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    statements = SQLITE if vendor == "sqlite" else POSTGRESQL if vendor == "postgresql" else ()
    for statement in statements:
        schema_editor.execute(statement)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER publishing_edition_is_frozen")
        schema_editor.execute("DROP TRIGGER publishing_withdrawal_is_frozen")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_edition_is_frozen ON publishing_edition")
        schema_editor.execute("DROP TRIGGER publishing_withdrawal_is_frozen ON publishing_withdrawal")
        schema_editor.execute("DROP FUNCTION publishing_is_frozen()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [migrations.RunPython(freeze, thaw)]
