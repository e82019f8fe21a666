"""Periods of the rule sets in force: 2 months of concentrated rectification until 2024, 6 months since 8 February 2024."""

from django.db import migrations

KEYS = ("plan", "rectification", "report", "publication")
SETS = [
    ("inspection", "巡视工作条例（2015/2017）", "2015-08-03", (1, 2, 2, 6)),
    ("inspection", "巡视工作条例（2024修订）", "2024-02-08", (1, 6, 6, 8)),
    ("local_inspection", "巡察整改（2个月）", "2015-08-03", (1, 2, 2, 6)),
    ("local_inspection", "巡察整改（2024起，3个月）", "2024-02-08", (1, 3, 3, 6)),
    ("audit", "审计整改", "2010-01-01", (1, 2, 2, 6)),
    ("supervision_check", "督查整改", "2010-01-01", (1, 2, 2, 6)),
]


def forward(apps, schema_editor):
    RuleSet = apps.get_model("ledger", "RuleSet")
    for origin, name, since, months in SETS:
        periods = [{"key": key, "months": count} for key, count in zip(KEYS, months, strict=True)]
        RuleSet.objects.get_or_create(
            origin=origin, name=name, defaults={"since": since, "periods": periods}
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
