"""The search index beside `office_searchdocument`: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE office_search USING fts5(tokens, tokenize = \"unicode61 categories 'L* N* Co S* M*'\")"]
POSTGRESQL = [
    "ALTER TABLE office_searchdocument ADD COLUMN tokens tsvector",
    "CREATE INDEX office_search_tokens ON office_searchdocument USING gin (tokens)",
]


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE office_search")
    else:
        schema_editor.execute("ALTER TABLE office_searchdocument DROP COLUMN tokens")


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
