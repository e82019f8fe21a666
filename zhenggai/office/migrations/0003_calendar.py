"""The calendar of working days, with the years whose notices are known."""

import django.db.models.deletion
import zhenggai.office.keys
from django.db import migrations, models
from django.utils import timezone

from zhenggai.core.calendar import seeded


def forward(apps, schema_editor):
    Year, Day = apps.get_model("office", "CalendarYear"), apps.get_model("office", "CalendarDay")
    for year, plan in seeded().items():
        kept = Year.objects.create(year=year, changed_at=timezone.now())
        Day.objects.bulk_create(
            Day(plan=kept, day=one.day, kind=str(one.kind), name=one.name) for one in plan.days
        )


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('id', models.UUIDField(default=zhenggai.office.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['year'],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('kind', models.CharField(choices=[('off', 'Off'), ('work', 'Worked instead')], max_length=4)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='office.calendaryear')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
    ]
