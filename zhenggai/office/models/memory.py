"""What was done: the journal with its chains, old and new values, answered requests; and who is concerned by what."""

from __future__ import annotations

from django.db import models

from zhenggai.office.models.people import Post
from zhenggai.office.models.unit import Unit


class Head(models.Model):
    """The last link of a stream's chain; locked while a link is added."""

    stream = models.CharField(primary_key=True, max_length=12)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """One act. Written once; the database refuses to change or to remove it.

    Names of changed fields stand here with a hash of their values; the values themselves are revisions, which are seen
    where the record is seen.
    """

    stream = models.CharField(max_length=12)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    user_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    on_behalf_of_id = models.UUIDField(null=True)
    record_id = models.UUIDField(null=True)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16, blank=True)
    fields = models.JSONField(default=list)
    values_hash = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="entry_seq_once")]
        indexes = [
            models.Index(fields=["record_id", "seq"], name="entry_record"),
            models.Index(fields=["at"], name="entry_at"),
        ]


class Revision(models.Model):
    """The old and the new value of one field, as one act changed it."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="revisions")
    record_id = models.UUIDField()
    field = models.CharField(max_length=40)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record_id"], name="revision_record")]


class Request(models.Model):
    """A form that was answered: sent again, it is the same act and changes nothing."""

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    verb = models.CharField(max_length=40)
    record_id = models.UUIDField(null=True)
    at = models.DateTimeField()


class Reach(models.Model):
    """A record concerns a unit (and everybody above it) or the holder of a post."""

    record_id = models.UUIDField()
    # The record that brings the reach: a measure brings its unit to its finding.
    via_id = models.UUIDField()
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    why = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "record_id"], name="reach_unit"),
            models.Index(fields=["post", "record_id"], name="reach_post"),
            # Whether a record reaches somebody is answered without reading the row.
            models.Index(fields=["record_id", "unit", "post"], name="reach_record"),
            models.Index(fields=["via_id"], name="reach_via"),
            # The few rows by which rounds reach the units that were inspected.
            models.Index(fields=["why", "unit"], name="reach_why"),
        ]


class SearchDocument(models.Model):
    """The words under which a record is found; its tokens lie in an index of the database beside it."""

    record_id = models.UUIDField(unique=True)
    noun = models.CharField(max_length=20)
    text = models.TextField()


class Blob(models.Model):
    """A stored file, named by the SHA-256 of its content; the content never changes."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    stored_at = models.DateTimeField()


class Installation(models.Model):
    """One row: what this database is. The mark of the demo is written when it is made, never later."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False, editable=False)
    demo_now = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="installation_once"),
        ]
