import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('administers_all', models.BooleanField(default=False)),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'English')], default='sv', max_length=5)),
                ('made_up', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_once_whatever_case'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_name')],
            },
        ),
        migrations.CreateModel(
            name='County',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=2, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('made_up', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{2}$')), name='county_code_two_digits'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='county_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=4, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='municipalities', to='actors.county')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{4}$')), name='municipality_code_four_digits'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='municipality_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('region', 'Region'), ('municipality', 'Kommun'), ('unit', 'Verksamhet'), ('function', 'Funktion'), ('association', 'Förening'), ('network', 'Nätverk'), ('other', 'Annan')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('code', models.SlugField(max_length=100, unique=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='actors.body')),
                ('county', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='actors.county')),
                ('municipality', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='body', to='actors.municipality')),
            ],
            options={
                'verbose_name_plural': 'bodies',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='body_has_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['region', 'municipality', 'unit', 'function', 'association', 'network', 'other'])), name='body_kind_known'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='body_ends_after_start'), models.CheckConstraint(condition=models.Q(('kind', 'municipality'), ('municipality', None), _connector='OR'), name='body_municipality_only_for_municipalities')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='actors.county')),
            ],
            options={
                'ordering': ['county', 'id'],
                'constraints': [models.UniqueConstraint(fields=('county',), name='partnership_one_per_county'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='partnership_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administratör'), ('coordinator', 'Samordnare'), ('area_owner', 'Områdesansvarig'), ('municipal_contact', 'Kommunens kontaktperson'), ('region_contact', 'Regionens kontaktperson'), ('decision_maker', 'Beslutsfattare'), ('user_representative', 'Brukarrepresentant'), ('controller', 'Controller'), ('analyst', 'Analytiker'), ('reader', 'Läsare')], max_length=30)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='actors.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='actors.partnership')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('body', None)), fields=('person', 'partnership', 'role'), name='membership_once_without_body'), models.UniqueConstraint(fields=('person', 'partnership', 'role', 'body'), name='membership_once_per_body'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'coordinator', 'area_owner', 'municipal_contact', 'region_contact', 'decision_maker', 'user_representative', 'controller', 'analyst', 'reader'])), name='membership_role_known'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_set', to='actors.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='party_set', to='actors.partnership')),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'body'), name='party_once'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='party_ends_after_start')],
            },
        ),
        migrations.AddField(
            model_name='partnership',
            name='parties',
            field=models.ManyToManyField(related_name='partnerships', through='actors.Party', to='actors.body'),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=4, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('county', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='region', to='actors.county')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{4}$')), name='region_code_four_digits'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='region_has_name')],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='region',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='body', to='actors.region'),
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('when', models.DateTimeField(auto_now_add=True)),
                ('verb', models.CharField(max_length=60)),
                ('object_kind', models.CharField(max_length=60)),
                ('object_id', models.CharField(max_length=60)),
                ('partnership', models.BigIntegerField(blank=True, db_index=True, null=True)),
                ('data', models.JSONField(blank=True, default=dict)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['object_kind', 'object_id'], name='audit_by_object')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verb', ''), _negated=True), name='audit_has_verb')],
            },
        ),
        migrations.CreateModel(
            name='BodySuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='actors.body')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='was', to='actors.body')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_to_another')],
            },
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'region'), ('region', None), _connector='OR'), name='body_region_only_for_regions'),
        ),
    ]
