"""Which events are meant: by time, party, type and status."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.dates.edtf import Edtf

if TYPE_CHECKING:
    import duckdb

CHOSEN = """
WITH told AS (
    SELECT event, role, [lower(words), lower(name), lower(id)] AS names
    FROM membership JOIN parties USING (report) JOIN entities ON id = entity
    WHERE $actor <> '' OR $recipient <> '')
SELECT event FROM events
WHERE ($since IS NULL OR last_day >= $since) AND ($until IS NULL OR first_day <= $until)
  AND ($type = '' OR type = upper($type)) AND ($status = '' OR status = $status)
  AND ($actor = '' OR list_contains(actors, upper($actor)) OR event IN
       (SELECT event FROM told WHERE role = 'actor' AND list_contains(names, lower($actor))))
  AND ($recipient = '' OR list_contains(recipients, upper($recipient)) OR event IN
       (SELECT event FROM told WHERE role = 'recipient' AND list_contains(names, lower($recipient))))
ORDER BY first_day, event
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an event must be like; what is empty does not matter.

    ``since`` and ``until`` are EDTF, both ends meant: "2021-04" is from the first of the month and until its last day,
    and an act that may lie in between is chosen. ``actor`` and ``recipient`` are a country's code, or the name, id or
    words of anybody, in any case of letters.
    """

    since: str = ""
    until: str = ""
    actor: str = ""
    recipient: str = ""
    type: str = ""
    status: str = ""

    def values(self) -> dict[str, Any]:
        """The parameters of ``CHOSEN``. Raises DateError for a date that is none."""
        since = Edtf.parse(self.since).bounds()[0] if self.since else None
        until = Edtf.parse(self.until).bounds()[1] if self.until else None
        return {**dataclasses.asdict(self), "since": since, "until": until}


EVERYTHING = Choice()


def chosen(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[str]:
    """The keys of the events, in order of time."""
    return [event for (event,) in connection.execute(CHOSEN, choice.values()).fetchall()]
