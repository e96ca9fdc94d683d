import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actors', '0001_initial'),
        ('actors', '__first__'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=255)),
                ('size', models.PositiveBigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('received', 'received'), ('reading', 'reading'), ('failed', 'failed'), ('review', 'review'), ('committed', 'committed'), ('undone', 'undone')], max_length=12)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('error_code', models.CharField(blank=True, max_length=60)),
                ('error_sv', models.TextField(blank=True)),
                ('error_en', models.TextField(blank=True)),
                ('pages', models.PositiveIntegerField(blank=True, null=True)),
                ('words_total', models.PositiveIntegerField(default=0)),
                ('words_kept', models.PositiveIntegerField(default=0)),
                ('warnings', models.JSONField(blank=True, default=list)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.partnership')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'reading', 'failed', 'review', 'committed', 'undone'])), name='import_state_is_known'), models.CheckConstraint(condition=models.Q(('words_kept__lte', models.F('words_total'))), name='import_keeps_no_more_words_than_it_has')],
            },
        ),
        migrations.CreateModel(
            name='ImportedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('imported', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='document', to='intake.import')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.BinaryField()),
                ('imported', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='intake.import')),
            ],
        ),
        migrations.CreateModel(
            name='ProposedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('overall_goal', 'overall_goal'), ('target_image', 'target_image'), ('focus_area', 'focus_area'), ('perspective', 'perspective'), ('fund', 'fund'), ('area', 'area'), ('background', 'background'), ('needs', 'needs'), ('comment', 'comment'), ('goal', 'goal'), ('activity', 'activity'), ('indicator', 'indicator'), ('responsible', 'responsible'), ('cost', 'cost'), ('followup', 'followup'), ('challenge_question', 'challenge_question'), ('proposal', 'proposal'), ('followup_question', 'followup_question'), ('other', 'other')], max_length=24)),
                ('order', models.PositiveIntegerField()),
                ('tag', models.CharField(max_length=12)),
                ('values', models.JSONField()),
                ('as_read', models.JSONField(blank=True, null=True)),
                ('as_written', models.TextField(blank=True)),
                ('provenance', models.JSONField(blank=True, default=list)),
                ('certainty', models.FloatField(default=1.0)),
                ('doubts', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('accepted', 'accepted'), ('dropped', 'dropped'), ('committed', 'committed')], default='waiting', max_length=10)),
                ('drop_reason', models.TextField(blank=True)),
                ('added_by_hand', models.BooleanField(default=False)),
                ('plan_item', models.PositiveBigIntegerField(blank=True, null=True)),
                ('imported', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='intake.import')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='intake.proposeditem')),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'accepted', 'dropped', 'committed'])), name='item_state_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['plan', 'overall_goal', 'target_image', 'focus_area', 'perspective', 'fund', 'area', 'background', 'needs', 'comment', 'goal', 'activity', 'indicator', 'responsible', 'cost', 'followup', 'challenge_question', 'proposal', 'followup_question', 'other'])), name='item_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('drop_reason', ''), _negated=True), _connector='OR'), name='dropped_item_has_a_reason'), models.CheckConstraint(condition=models.Q(('certainty__gte', 0), ('certainty__lte', 1)), name='item_certainty_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('verb', models.CharField(max_length=20)),
                ('before', models.JSONField(default=list)),
                ('added', models.JSONField(default=list)),
                ('imported', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='intake.import')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='proposeditem',
            index=models.Index(fields=['imported', 'order'], name='intake_prop_importe_9a6346_idx'),
        ),
        migrations.AddIndex(
            model_name='proposeditem',
            index=models.Index(fields=['imported', 'state'], name='intake_prop_importe_ab9214_idx'),
        ),
    ]
