"""A date that one report leaves open and another knows; and what else was said to have been on that day."""

from __future__ import annotations

from depesche.ledger.compare import Report
from depesche.ledger.times import Days, common, days_of, length, together, written

Settled = tuple[Days, str, str]
"""The days, as EDTF, and the reason where a report's date was settled by another one."""


def settle(events: dict[str, list[Report]]) -> dict[str, Settled]:
    """The time of every event: what its reports say together.

    Where that settles a date which one of them leaves open, the other acts that its document puts at the same words
    ("on Tuesday") are settled with it.
    """
    found = {event: _shared(reports) for event, reports in events.items()}
    words: dict[tuple[str, tuple[int, int], str], tuple[Days, str]] = {}
    for event, reports in events.items():
        days, edtf, why = found[event]
        for r in reports:
            if why and r.dated and length(days) < length(days_of(r.edtf)):
                words[r.document, r.time_words, r.edtf] = (days, edtf)
    for event, reports in events.items():
        for r in reports:
            known = words.get((r.document, r.time_words, r.edtf)) if r.dated and r.time_words[0] >= 0 else None
            if known and not found[event][2]:
                days = common(known[0], found[event][0])
                if days and length(days) < length(found[event][0]):
                    why = f"{r.document} puts it at the same words as an act that is known to be of {known[1]}"
                    found[event] = (days, written(days), why)
    return found


def _shared(reports: list[Report]) -> Settled:
    """What the dated reports say together, with the reason where that is less than one of them says."""
    dated = [r for r in reports if r.dated]
    days = together(days_of(r.edtf) for r in dated)
    exact = next((r for r in dated if days_of(r.edtf) == days), None)
    edtf = exact.edtf if exact else written(days)
    vague = next((r for r in dated if length(days_of(r.edtf)) > length(days)), None)
    if vague is None:
        return days, edtf, ""
    by = f"{exact.document} says {exact.edtf}" if exact else "together the reports leave " + edtf
    return days, edtf, f"{vague.document} leaves {vague.edtf} open, {by}"
