"""Queries that every request asks: the ORM writes the statement once, later it is only given other values.

To write a small statement takes the ORM ten times as long as it takes the database to answer it. Nothing that was read
is kept: each time the rows are read anew, so that what somebody may do ends the moment it is taken away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable, get_related_populators

T = TypeVar("T")


class Ids(tuple[UUID, ...]):
    """Any number of ids as one value of a prepared query."""


Value = UUID | date | str | int | Ids
_FIELDS: dict[type, models.Field[Any, Any]] = {
    UUID: models.UUIDField(),
    date: models.DateField(),
    str: models.CharField(),
    int: models.BigIntegerField(),
}
# Values that stand in for the real ones while the statement is written; nothing else in a statement is like them, and
# a number is small enough for every column.
_STAND_INS: dict[type, Callable[[int], Value]] = {
    UUID: lambda at: UUID(int=(0xFEED << 112) + at),
    date: lambda at: date(1, 1, 1 + at),
    str: lambda at: f"\x01{at}\x02",
    int: lambda at: 31_607 + at,
    Ids: lambda at: Ids([UUID(int=(0xFEEE << 112) + at)]),
}


def _array(ids: Iterable[UUID]) -> Any:
    if connection.vendor == "sqlite":
        return json.dumps([one.hex for one in ids])
    return list(ids)


def _written(value: Value) -> Any:
    if isinstance(value, Ids):
        return _array(value)
    return _FIELDS[type(value)].get_db_prep_value(value, connection, prepared=True)


def among(ids: Iterable[UUID]) -> RawSQL:
    """A sub-query of `ids` for `pk__in=`: one parameter, however many they are.

    A list of parameters has an end, and each would be converted by itself.
    """
    sql = "SELECT value FROM json_each(%s)"
    if connection.vendor != "sqlite":
        sql = "SELECT unnest(%s::uuid[])"
    return RawSQL(sql, [_array(ids)])  # noqa: S611 - the ids are a parameter


def held(record: models.Model, name: str, others: list[Any]) -> None:
    """Keep `others` as what the relation `name` of `record` holds, as if it had been prefetched."""
    rows = getattr(record, name).all()
    rows._result_cache, rows._prefetch_done = others, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


@dataclass(frozen=True)
class _Statement:
    """A statement, its parameters, which of them are the values given (by number), and how a row is read."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    read: Callable[[list[Any]], Any]


def _reader(rows: models.QuerySet[Any, Any], compiler: Any) -> Callable[[list[Any]], Any]:
    """How a row becomes a record with those that belong to it, or a tuple where values were asked for."""
    if not issubclass(rows._iterable_class, ModelIterable):
        return tuple
    info, using = compiler.klass_info, connection.alias
    begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [one[0].target.attname for one in compiler.select[begin:end]]
    # One more argument from Django 6 on.
    populators = get_related_populators(info, compiler.select, using)  # type: ignore[call-arg]

    def read(row: list[Any]) -> models.Model:
        made: models.Model = info["model"].from_db(using, names, row[begin:end])
        for populator in populators:
            populator.populate(row, made)
        return made

    return read


class Prepared(Generic[T]):
    """A query whose shape does not depend on its values. `make` gives it for values of `kinds`: records or values_list.

    It may join, unite and limit, but neither prefetch nor turn a value into another; Ids reach `make` as a sub-query.
    """

    def __init__(self, make: Callable[..., models.QuerySet[Any, T]], *kinds: type) -> None:
        """Nothing is asked before the first use."""
        self._make = make
        self._stand_ins = [_STAND_INS[kind](at) for at, kind in enumerate(kinds)]
        self._statements: dict[str, _Statement] = {}

    def __call__(self, *values: Value) -> list[T]:
        """The rows for `values`, as the query itself would give them."""
        known = self._statements.get(connection.vendor)
        if known is None:
            known = self._statements[connection.vendor] = self._write()
        given = [_written(value) for value in values]
        params = [
            param if at is None else given[at]
            for param, at in zip(known.params, known.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(known.sql, params)
            rows = cursor.fetchall()
        return [known.read(_converted(known, row)) for row in rows]

    def _write(self) -> _Statement:
        given = [among(one) if isinstance(one, Ids) else one for one in self._stand_ins]
        rows = self._make(*given)
        compiler: Any = rows.query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        stand_ins = [_written(one) for one in self._stand_ins]
        places = tuple(stand_ins.index(one) if one in stand_ins else None for one in params)
        if set(places) - {None} != set(range(len(stand_ins))):
            raise LookupError("a value of a prepared query is missing in its statement")
        selected = [one[0] for one in compiler.select[: compiler.col_count]]
        converters = tuple(
            (at, tuple(found), expression)
            for at, (found, expression) in compiler.get_converters(selected).items()
        )
        return _Statement(sql, tuple(params), places, converters, _reader(rows, compiler))


def _converted(known: _Statement, row: Sequence[Any]) -> list[Any]:
    made = list(row)
    for at, converters, expression in known.converters:
        value = made[at]
        for convert in converters:
            value = convert(value, expression, connection)
        made[at] = value
    return made
