"""Full search in Chinese: tokens of two characters in the database's own index.

SQLite: an FTS5 table. PostgreSQL: a `tsvector` with positions. Both are made in a migration; scoping to what a person
sees is done by the caller, who filters visible records by the ids found here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from zhenggai.core.grams import grams, phrases
from zhenggai.office.models import Record, SearchDocument

# PostgreSQL keeps positions up to this number.
LAST_POSITION = 16_383
BATCH = 500
# A query is asked for up to this many characters; a longer one was pasted by mistake or finds itself by its beginning.
LONGEST = 400
# PostgreSQL takes lexemes of at most 2046 bytes; longer words are kept and asked by their beginning.
WORD = 200
# So many tokens of a text are compared with others.
SHARED = 40


def _literal(token: str) -> str:
    return "'" + token[:WORD].replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(text: str) -> str:
    tokens = grams(text)[:LAST_POSITION]
    return " ".join(f"{_literal(token)}:{at}" for at, token in enumerate(tokens, 1))


def _index(documents: list[SearchDocument]) -> None:
    rows = [(document.pk, document.text) for document in documents]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "DELETE FROM office_search WHERE rowid = %s", [(pk,) for pk, _ in rows]
            )
            cursor.executemany(
                "INSERT INTO office_search(rowid, tokens) VALUES (%s, %s)",
                [(pk, " ".join(grams(text))) for pk, text in rows],
            )
        else:
            cursor.executemany(
                "UPDATE office_searchdocument SET tokens = %s::tsvector WHERE id = %s",
                [(_vector(text), pk) for pk, text in rows],
            )


def keep(records: Iterable[Record]) -> None:
    """Keep the words of `records` for the search; a record without words is forgotten."""
    batch = list(records)
    for start in range(0, len(batch), BATCH):
        _keep(batch[start : start + BATCH])


def _keep(batch: list[Record]) -> None:
    wanted = {record.pk: (record.noun, record.words()) for record in batch}
    known = {
        document.record_id: document
        for document in SearchDocument.objects.filter(record_id__in=list(wanted))
    }
    changed, made = [], []
    for record_id, (noun, text) in wanted.items():
        document = known.get(record_id)
        if document is None and text:
            made.append(SearchDocument(record_id=record_id, noun=noun, text=text))
        elif document is not None and document.text != text:
            document.text = text
            changed.append(document)
    if made:
        SearchDocument.objects.bulk_create(made)
    if changed:
        SearchDocument.objects.bulk_update(changed, ["text"])
    if made or changed:
        _index([*made, *changed])


def forget(record_ids: Iterable[UUID]) -> None:
    """Remove records from the search."""
    documents = list(SearchDocument.objects.filter(record_id__in=list(record_ids)))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM office_search WHERE rowid = %s",
                [(document.pk,) for document in documents],
            )
    SearchDocument.objects.filter(pk__in=[document.pk for document in documents]).delete()


def _match(query: str) -> str:
    """The query in the language of the index; empty when it asks for nothing."""
    query = query[:LONGEST]
    if connection.vendor == "sqlite":
        parts = []
        for phrase in phrases(query):
            words = " ".join('"' + token.replace('"', '""') + '"' for token in phrase)
            # A single character is the beginning of a pair wherever it stands.
            parts.append(words + "*" if len(phrase) == 1 else " + ".join(words.split(" ")))
        return " AND ".join(parts)
    parts = []
    for phrase in phrases(query):
        if len(phrase) == 1:
            parts.append(f"{_literal(phrase[0])}:*")
        else:
            parts.append("(" + " <-> ".join(_literal(token) for token in phrase) + ")")
    return " & ".join(parts)


def _asked(query: str, noun: str = "") -> tuple[str, list[str]]:
    """The statement that finds ids, and its parameters; no parameter where nothing can be searched."""
    match = _match(query)
    sql = (
        "SELECT d.record_id FROM office_search s JOIN office_searchdocument d ON d.id = s.rowid "
        "WHERE office_search MATCH %s"
        if connection.vendor == "sqlite"
        else "SELECT d.record_id FROM office_searchdocument d WHERE d.tokens @@ %s::tsquery"
    )
    if not match:
        return sql, []
    return (f"{sql} AND d.noun = %s", [match, noun]) if noun else (sql, [match])


def matching(query: str, noun: str = "") -> RawSQL | None:
    """A sub-query of the ids of all records (of `noun`) that hold every run of characters of `query`, for `pk__in=`.

    None where nothing can be searched (punctuation only). At most LONGEST characters are asked for.
    """
    sql, given = _asked(query, noun)
    return RawSQL(sql, given) if given else None  # noqa: S611 - what was typed is a parameter


def listed(query: str, nouns: Sequence[str], most: int) -> dict[str, RawSQL] | None:
    """For each of `nouns` a sub-query of the ids found, for `pk__in=`; the index itself is read once.

    Where more than `most` were found the sub-query asks the index each time. None where nothing can be searched.
    """
    wanted = matching(query)
    if wanted is None:
        return None
    places = ", ".join(["%s"] * len(nouns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.noun, {wanted.sql.removeprefix('SELECT ')} AND d.noun IN ({places}) LIMIT %s",
            [*wanted.params, *nouns, most + 1],
        )
        found = cursor.fetchall()
    if len(found) > most:
        return {noun: RawSQL(*_asked(query, noun)) for noun in nouns}  # noqa: S611 - parameters
    return {noun: _ids([str(pk) for name, pk in found if name == noun]) for noun in nouns}


def _ids(ids: list[str]) -> RawSQL:
    # One parameter, however many ids: a list of them has an end, and each would be converted by itself.
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(ids)])
    return RawSQL("SELECT unnest(%s::uuid[])", [ids])


def find(query: str, noun: str, most: int) -> list[UUID]:
    """Ids of at most `most` records of `noun` that hold every run of characters of `query`, newest first.

    A query of which nothing can be searched (punctuation only) finds nothing.
    """
    match = _match(query)
    if not match:
        return []
    if connection.vendor == "sqlite":
        sql = (
            "SELECT d.record_id FROM office_search s JOIN office_searchdocument d ON d.id = s.rowid "
            "WHERE office_search MATCH %s AND d.noun = %s ORDER BY d.id DESC LIMIT %s"
        )
    else:
        sql = (
            "SELECT record_id FROM office_searchdocument "
            "WHERE tokens @@ %s::tsquery AND noun = %s ORDER BY id DESC LIMIT %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, noun, most])
        return [UUID(str(row[0])) for row in cursor.fetchall()]


def alike(text: str, noun: str, most: int) -> list[UUID]:
    """Ids of at most `most` records of `noun` that share tokens with the beginning of `text`, the closest first."""
    tokens = list(dict.fromkeys(token for token in grams(text[:LONGEST]) if len(token) > 1))[
        :SHARED
    ]
    if not tokens:
        return []
    if connection.vendor == "sqlite":
        match = " OR ".join('"' + token.replace('"', '""') + '"' for token in tokens)
        sql = (
            "SELECT d.record_id FROM office_search s JOIN office_searchdocument d ON d.id = s.rowid "
            "WHERE office_search MATCH %s AND d.noun = %s ORDER BY s.rank LIMIT %s"
        )
    else:
        match = " | ".join(_literal(token) for token in tokens)
        sql = (
            "SELECT record_id FROM office_searchdocument, CAST(%s AS tsquery) query "
            "WHERE tokens @@ query AND noun = %s ORDER BY ts_rank(tokens, query) DESC LIMIT %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, noun, most])
        return [UUID(str(row[0])) for row in cursor.fetchall()]
