"""Stage templates with three to begin with, and the stages of measures."""

import django.db.models.deletion
import zhenggai.office.keys
from django.db import migrations, models

# Name; of each stage its name, its share in ‰, and the working days that it needs at least.
TEMPLATES = [
    ("一般整改", [("摸排", 150, 1), ("方案", 150, 1), ("实施", 500, 1), ("自查", 100, 1), ("核查", 100, 1)]),
    ("立行立改", [("整改", 800, 1), ("自查", 100, 1), ("核查", 100, 1)]),
    ("建章立制", [("调研", 200, 1), ("起草", 300, 1), ("征求意见", 200, 5), ("审议", 200, 1), ("印发", 100, 1)]),
]


def forward(apps, schema_editor):
    Template = apps.get_model("ledger", "StageTemplate")
    for position, (name, stages) in enumerate(TEMPLATES, 1):
        kept = [{"name": stage, "permille": share, "least": least} for stage, share, least in stages]
        Template.objects.create(name=name, stages=kept, position=position)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_proof'),
    ]

    operations = [
        migrations.CreateModel(
            name='StageTemplate',
            fields=[
                ('id', models.UUIDField(default=zhenggai.office.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('stages', models.JSONField(default=list)),
                ('offered', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('measure', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='schedule', serialize=False, to='ledger.measure')),
                ('start_on', models.DateField()),
                ('due_on', models.DateField()),
                ('begin_on', models.DateField(null=True)),
                ('provisional', models.BooleanField(default=False)),
                ('by_hand', models.BooleanField(default=False)),
                ('laid_at', models.DateTimeField()),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.stagetemplate')),
            ],
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('permille', models.PositiveSmallIntegerField()),
                ('least', models.PositiveSmallIntegerField(default=1)),
                ('start_on', models.DateField()),
                ('end_on', models.DateField()),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='ledger.schedule')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('schedule', 'position'), name='stage_position_once'), models.CheckConstraint(condition=models.Q(('end_on__gte', models.F('start_on'))), name='stage_dates_in_order')],
            },
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
    ]
