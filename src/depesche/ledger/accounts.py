"""One event or meeting as each voice tells it, side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from depesche.coding.acts import SPEECH
from depesche.dates.edtf import Edtf
from depesche.entities import Tables
from depesche.errors import DateError, LedgerError
from depesche.ledger.acts import families
from depesche.ledger.compare import ALIKE
from depesche.ledger.contrary import Contradiction, Telling, contradictions
from depesche.ledger.merge import LONGEST
from depesche.ledger.outlets import outlet

if TYPE_CHECKING:
    import duckdb

DYAD = re.compile(r"([A-Za-z]{3})[-:/ ]([A-Za-z]{3})")


@dataclass(frozen=True, slots=True)
class Account:
    """An event with its tellings, by voice in the order of the documents.

    ``also`` are other events that are shown with it, each with the reason: told once more, or denied.
    """

    event: str
    type: str
    edtf: str
    time_why: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    tellings: tuple[Telling, ...]
    also: tuple[tuple[str, str], ...] = ()

    @property
    def voices(self) -> list[str]:
        return list(dict.fromkeys(t.voice for t in self.tellings))

    @property
    def contradictions(self) -> list[Contradiction]:
        """Where tellings exclude each other: asserted and denied, other numbers, dates, parties, ways."""
        return contradictions(self.tellings)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an event beside what people see: its days, and of its reports words and meanings."""

    first: Any
    last: Any
    entries: frozenset[tuple[str, str, str]]  # (document, entry that coded it, what it is about)
    meanings: np.ndarray[Any, Any]

    def meets(self, other: _Known) -> bool:
        """Can both be of one time, which is not known or short enough to say something?"""
        if not (self.first and other.first):
            return True
        longest = max(self.last - self.first, other.last - other.first)
        return bool(self.first <= other.last and other.first <= self.last and longest.days < LONGEST)


def accounts(connection: duckdb.DuckDBPyConnection, what: str) -> list[Account]:
    """The accounts of an event (its key; of a meeting with all that was done and said there), a dyad ("USA-RUS", with
    what they said of others when they met) or a date (EDTF): first the meetings, then what most voices tell.

    What one document tells twice is one account, and so are an act and its denial by others.
    Raises LedgerError where the ledger holds nothing of it.
    """
    keys = _chosen(connection, what.strip())
    if not keys:
        raise LedgerError(
            f"nothing on {what!r}", expected="the key of an event, two countries such as USA-RUS, or a date",
            hint="depesche ledger events lists what there is",
        )  # fmt: skip
    order = {key: n for n, key in enumerate(keys)}
    against = [key for (key,) in connection.execute(AGAINST, [keys]).fetchall() if key not in order]
    found = _accounts(connection, [*keys, *against])
    gathered = _gathered(found, _known(connection, [*keys, *against]))
    chosen = [a for a in gathered if order.keys() & {a.event, *(key for key, _ in a.also)}]
    return sorted(chosen, key=lambda a: (a.type != "CONSULT", -len(a.voices), order.get(a.event, len(order))))


def _accounts(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> list[Account]:
    """What is denied after all else, and else what most reports tell first."""
    tellings = _tellings(connection, keys)
    rows = connection.execute(
        "SELECT event, type, edtf, time_why, actors, recipients FROM events WHERE event IN (SELECT unnest(?))", [keys]
    ).fetchall()
    found = [
        Account(e, kind, edtf, why, tuple(actors), tuple(recipients), tuple(tellings[e]))
        for e, kind, edtf, why, actors, recipients in rows
    ]
    return sorted(found, key=lambda a: (all(t.denies for t in a.tellings), -len(a.tellings), keys.index(a.event)))


def _chosen(connection: duckdb.DuckDBPyConnection, what: str) -> list[str]:
    dyad = DYAD.fullmatch(what)
    if dyad:
        both = [dyad[1].upper(), dyad[2].upper()]
        return _keys(connection, f"list_has_all(list_concat(actors, recipients), ?) OR event IN ({SAID})",
                     [both, sorted(SPEECH), both, both])  # fmt: skip
    occasion = _occasion(connection, what)
    if occasion:
        return occasion
    try:
        first, last = Edtf.parse(what).bounds()
    except DateError:
        return []
    return _keys(connection, "first_day <= ? AND last_day >= ?", [last, first])


def _keys(connection: duckdb.DuckDBPyConnection, condition: str, values: list[Any]) -> list[str]:
    query = f"SELECT event FROM events WHERE {condition} ORDER BY first_day, event"
    return [key for (key,) in connection.execute(query, values).fetchall()]


# What one of two said to others or of others when they met ("assured Ukraine …").
SAID = """
SELECT e.event FROM events e JOIN membership USING (event) JOIN reports r USING (report)
WHERE e.type IN (SELECT unnest(?)) AND e.actors <> [] AND list_has_all(?, e.actors) AND r.document IN (
    SELECT document FROM events m JOIN membership USING (event) JOIN reports USING (report)
    WHERE m.type = 'CONSULT' AND list_sort(list_distinct(list_concat(m.actors, m.recipients))) = list_sort(?)
          AND e.first_day <= m.last_day AND e.last_day >= m.first_day)
"""

OCCASION = """
WITH meeting AS (SELECT * FROM events WHERE event = $event),
     told AS (SELECT DISTINCT document FROM membership JOIN reports USING (report) WHERE event = $event)
SELECT DISTINCT e.event, min(r.document), min(r.position)
FROM events e JOIN membership USING (event) JOIN reports r USING (report), meeting m
WHERE r.document IN (FROM told) AND (e.event = m.event OR (m.type = 'CONSULT'
      AND list_has_any(list_concat(e.actors, e.recipients), list_concat(m.actors, m.recipients))
      AND (e.first_day IS NULL OR m.first_day IS NULL OR (e.first_day <= m.last_day AND e.last_day >= m.first_day))))
GROUP BY e.event ORDER BY 2, 3
"""


def _occasion(connection: duckdb.DuckDBPyConnection, key: str) -> list[str]:
    """An event; with a meeting, what its documents tell of those who met, at that time or at none that is known."""
    rows = connection.execute(
        "SELECT DISTINCT event FROM membership WHERE starts_with(report, ?) OR starts_with(event, ?)", [key, key]
    ).fetchall()
    if len(rows) != 1 or not key:
        return []
    return [event for event, _, _ in connection.execute(OCCASION, {"event": rows[0][0]}).fetchall()]


# What may deny these events, or be denied by them.
AGAINST = """
SELECT DISTINCT o.event FROM events e JOIN events o USING (type)
WHERE e.event IN (SELECT unnest(?)) AND (o.status = 'negated') <> (e.status = 'negated')
      AND list_has_any(o.actors, e.actors) AND o.first_day <= e.last_day AND o.last_day >= e.first_day
"""

KNOWN = """
SELECT m.event, e.first_day, e.last_day, r.document, r.record->>'$.why.type', coalesce(r.record->>'$.why.about', ''),
       r.meaning
FROM membership m JOIN reports r USING (report) JOIN events e USING (event)
WHERE m.event IN (SELECT unnest(?)) ORDER BY m.event
"""


def _known(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, _Known]:
    found = {}
    for event, group in groupby(connection.execute(KNOWN, [keys]).fetchall(), lambda row: row[0]):
        rows = list(group)
        entries = frozenset((document, why.split("#")[0], about) for _, _, _, document, why, about, _ in rows)
        meanings = np.array([row[6] for row in rows if row[6] is not None], np.float32)
        found[event] = _Known(rows[0][1], rows[0][2], entries, meanings)
    return found


def _gathered(found: Iterable[Account], known: dict[str, _Known]) -> list[Account]:
    """Put accounts of one act together that merging keeps apart, each under the one before it that is most alike."""
    kept: list[Account] = []
    hosts: dict[tuple[Any, ...], list[int]] = defaultdict(list)  # of those kept, by who does what
    for account in found:
        places = {n for key in _who_does_what(account) for n in hosts[key]}
        whys = {n: why for n in sorted(places) if (why := _why_together(kept[n], account, known))}
        if not whys:
            for key in _who_does_what(account):
                hosts[key].append(len(kept))
            kept.append(account)
            continue
        n = max(whys, key=lambda n: _alike(known[kept[n].event], known[account.event]))
        also = (*kept[n].also, (account.event, whys[n]))
        kept[n] = replace(kept[n], tellings=(*kept[n].tellings, *account.tellings), also=also)
    return kept


def _who_does_what(account: Account) -> set[tuple[Any, ...]]:
    """The family of types with the actors, and with all parties: accounts of one act share one of these."""
    family = families().get(account.type)
    return {(family, frozenset(account.actors)), (family, frozenset((*account.actors, *account.recipients)))}


def _alike(first: _Known, second: _Known) -> float:
    return float((first.meanings @ second.meanings.T).max()) if len(first.meanings) and len(second.meanings) else 0.0


def _why_together(host: Account, other: Account, known: dict[str, _Known]) -> str:
    """The reason to show two events as one account: one denies the other, or one document tells them by the same verb
    of the same content; "" where there is none."""
    a, b = known[host.event], known[other.event]
    if not a.meets(b):
        return ""
    sayers = {t.voice for t in host.tellings if not t.denies}
    if sayers.difference(other.voices) and all(t.denies for t in other.tellings):
        whom = not other.recipients or not host.recipients or {*other.recipients} <= {*host.recipients}
        everyone = {*host.actors, *host.recipients}
        parties = ({*other.actors} == {*host.actors} and whom) or {*other.actors, *other.recipients} == everyone
        if parties and _alike(a, b) >= ALIKE["unknown" if host.type in SPEECH else "meeting"]:
            return "denies it"
    same = (host.actors, host.recipients) == (other.actors, other.recipients)
    if same and len(other.tellings) == 1 and any(about for _, _, about in a.entries & b.entries):
        return "told once more"
    return ""


TELLINGS = """
SELECT m.event, coalesce(first(a.name ORDER BY a.position), ''), r.report, r.document, d.language, r.quote,
       r.type, r.modes, r.status, coalesce(last(a.stance ORDER BY a.position), 'asserts'), r.edtf,
       (SELECT list(DISTINCT CASE WHEN p.country IN ('', 'IGO') THEN n.name ELSE p.country END)
        FROM parties p JOIN entities n ON n.id = p.entity WHERE p.report = r.report),
       -- who says what should be done says it in his own words
       CASE WHEN starts_with(r.record->>'$.why.type', 'said:') THEN r.record->>'$.actor[0].name' END
FROM membership m JOIN reports r USING (report) JOIN documents d ON d.id = r.document
     LEFT JOIN attributions a USING (report)
WHERE m.event IN (SELECT unnest(?))
GROUP BY m.event, r.report, r.document, d.language, r.quote, r.type, r.modes, r.status, r.edtf, r.position, r.record
ORDER BY any_value(d.added), r.document, r.position
"""


def _tellings(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, list[Telling]]:
    """Event -> tellings. The voice is whom the text names, else the document's own (see ``outlet``)."""
    outlets = _outlets(connection, keys)
    found: dict[str, list[Telling]] = {key: [] for key in keys}
    for row in connection.execute(TELLINGS, [keys]).fetchall():
        event, voice, report, document, language, words, kind, modes, status, stance, edtf, parties, speaker = row
        found[event].append(
            Telling(voice or speaker or outlets[document], report, document, words, kind, tuple(modes), status, stance,
                    edtf, frozenset(parties or ()), language)
        )  # fmt: skip
    return found


OUTLETS = """
SELECT d.id, d.title, d.language, d.source,
       (SELECT list((p.words, p.country)) FROM parties p JOIN reports r USING (report)
        WHERE r.document = d.id AND p.country NOT IN ('', 'IGO'))
FROM documents d WHERE d.id IN (SELECT document FROM reports JOIN membership USING (report)
                                WHERE event IN (SELECT unnest(?)))
"""


def _outlets(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, str]:
    """Document -> the name of its own voice."""
    tables = Tables.load()
    return {
        document: outlet(document, title, language, source, named or (), tables)
        for document, title, language, source, named in connection.execute(OUTLETS, [keys]).fetchall()
    }
