import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actors', '__first__'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('label', models.CharField(max_length=20)),
                ('county_slug', models.SlugField(max_length=80)),
                ('plan_slug', models.SlugField(max_length=120)),
                ('county', models.CharField(max_length=120)),
                ('county_code', models.CharField(blank=True, max_length=2)),
                ('made_up', models.BooleanField(default=False)),
                ('title', models.CharField(max_length=500)),
                ('published_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=300)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='plans.plan')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-published_at', '-number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'label'), name='edition_label_once_per_plan'), models.UniqueConstraint(fields=('plan', 'number'), name='edition_number_once_per_plan'), models.UniqueConstraint(fields=('county_slug', 'plan_slug', 'label'), name='edition_address_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='publishing.edition')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_has_a_reason')],
            },
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['county_slug', '-published_at'], name='edition_by_county'),
        ),
    ]
