from django.db import migrations


def forget(apps, schema_editor):
    """What was told of a column without a heading held for one document; no county is to remember it.

    In SQL, for a new database is laid without the picture of the models.
    """
    schema_editor.execute("DELETE FROM intake_toldword WHERE \"key\" = ''")


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_need_rows"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
