"""CoNLL-U with events: each stands in MISC of the word its predicate begins with, everything else is the tree.

``Event=THREATEN:violence`` (types and modes), ``EventId=…``, ``EventStatus=…``, ``EventActor=NOR:0-8`` and
``EventRecipient=BLR:16-23`` (country, or entity's id, with offsets into the document); of several events at one word
the values stand in one order, joined by commas. The rest of a record is only in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from depesche.language.conllu import format_conllu
from depesche.language.trees import Parsed
from depesche.records import Event, Mention

KEYS = ("Event", "EventId", "EventStatus", "EventActor", "EventRecipient")
_RANGE = re.compile(r"TokenRange=(\d+):(\d+)$")
_RESERVED = re.compile(r"[\s|,;=]+")


def format_events(parsed: Parsed, events: Iterable[Event]) -> str:
    """A document as CoNLL-U with its events."""
    at: dict[int, list[Event]] = {}
    for event in events:
        at.setdefault(event.trigger.start, []).append(event)
    lines = []
    for line in format_conllu(parsed).split("\n"):
        place = _RANGE.search(line)
        found = at.get(int(place[1]), []) if place and not line.startswith("#") else []
        values = zip(*(_values(e) for e in found), strict=True)
        lines.append("|".join((line, *(f"{key}={','.join(v)}" for key, v in zip(KEYS, values, strict=False)))))
    return "\n".join(lines)


def read_events(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """The events of such lines, {key: value} for each of ``KEYS``; other lines and keys are left alone."""
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10:
            misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
            if "Event" in misc:
                for values in zip(*(misc[key].split(",") for key in KEYS), strict=True):
                    yield dict(zip(KEYS, values, strict=True))


def _values(event: Event) -> tuple[str, ...]:
    kind = ":".join((event.type, *event.modes))
    return kind, _plain(event.id), event.status, _side(event.actor), _side(event.recipient)


def _side(mentions: tuple[Mention, ...]) -> str:
    parties = (f"{_plain(m.entity.country or m.entity.id)}:{m.start}-{m.end}" for m in mentions)
    return ";".join(parties) or "_"


def _plain(value: str) -> str:
    """A value without what MISC reserves."""
    return _RESERVED.sub("_", value) or "_"
