import json

from django.db import migrations, models


def note_what_was_moved(apps, schema_editor):
    """Items that were moved before know from where: the first step that moved each remembers it.

    In SQL, for a new database is laid without the picture of the models.
    """
    with schema_editor.connection.cursor() as cursor:
        note_moves(cursor)


def note_moves(cursor):
    """The same, by a cursor."""
    cursor.execute("SELECT before FROM intake_reviewstep WHERE verb = 'move_item' ORDER BY id DESC")
    steps = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]
    was = {one["id"]: {"kind": one["kind"], "parent": one["parent_id"]} for step in steps for one in step}
    for item, place in was.items():
        cursor.execute(
            "UPDATE intake_proposeditem SET moved_from = %s WHERE id = %s AND NOT added_by_hand",
            [json.dumps(place), item],
        )


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0006_nothing_told_of_no_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="earlierreading",
            name="taken_back",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="proposeditem",
            name="carried_from",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="proposeditem",
            name="moved_from",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.RunPython(note_what_was_moved, migrations.RunPython.noop),
    ]
