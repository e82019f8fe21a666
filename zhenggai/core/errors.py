"""Every refusal the house can give.

Refusal
 ├ BadFile      a file that cannot be taken in (too large, wrong kind, broken)
 ├ BadValue     a value in a form, an address or a row that cannot be taken
 ├ NotAllowed   the person may not do this
 ├ NotFound     it does not exist, or not for this person (the two look the same)
 ├ WrongState   the record is not in a state from which this can be done
 ├ Unmet        a condition of the act is not met
 ├ Stale        somebody else changed the record in between
 ├ Duplicate    this was already done, or already exists
 └ Busy         there is no room for it at this moment

A refusal carries a stable code and facts; the words for people, in two languages, are chosen where it is shown.
"""

from __future__ import annotations


class Refusal(Exception):
    """An act or an input was refused, and nothing was changed.

    `code` is stable and names the reason (`FILE-EMPTY`, `WF-STATE` …); `facts` holds the names and numbers that the
    sentence for people needs. `status` is the HTTP status that says the same.
    """

    status = 400

    def __init__(self, code: str, **facts: object) -> None:
        """Take the code and whatever facts its sentence names."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """Code and facts, for logs."""
        inner = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({inner})"


class BadFile(Refusal):
    """A file cannot be taken in, or not given out. Status 413 for size, 415 for kind, 500 for a stored file, else 400."""

    @property
    def status(self) -> int:  # type: ignore[override]
        """The HTTP status that fits the code."""
        if self.code == "FILE-TOO-BIG":
            return 413
        if self.code in {"FILE-HASH", "FILE-GONE"}:
            return 500
        return 415 if self.code in {"FILE-TYPE", "FILE-MACRO", "FILE-EXTERNAL"} else 400


class BadValue(Refusal):
    """A value cannot be taken."""

    status = 422


class NotAllowed(Refusal):
    """The person may not do this."""

    status = 403


class NotFound(Refusal):
    """It does not exist for this person."""

    status = 404


class WrongState(Refusal):
    """The record's state does not allow this act."""

    status = 409


class Unmet(Refusal):
    """A condition of the act is not met; `facts` says what is missing."""

    status = 422


class Stale(Refusal):
    """The record was changed by somebody else after it was shown."""

    status = 409


class Duplicate(Refusal):
    """This was already done, or already exists."""

    status = 409


class Busy(Refusal):
    """There is no room for it at this moment; later there will be."""

    status = 503
