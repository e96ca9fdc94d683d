from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_audit_is_append_only")]

    operations = [
        migrations.AddField(
            model_name="partnership",
            name="two_steps",
            field=models.BooleanField(default=False),
        ),
    ]
