"""Score date recognition on KRAUTS, German newspaper articles with TimeML annotation (Strötgen et al., LREC 2018).

https://github.com/JannikStroetgen/KRAUTS, CC BY-NC 4.0: a measure, never a source of rules.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from depesche.dates.almanac import DAY
from depesche.dates.edtf import Edtf
from depesche.dates.find import TimeMention, find_in_text
from depesche.dates.words import load
from depesche.errors import InputError

_BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_CREATED = re.compile(r'<DCT>.*?value="([\d-]+)"', re.DOTALL)
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A TIMEX3 of the gold standard."""

    start: int
    end: int
    kind: str
    value: str


def score_krauts(readings: Iterable[tuple[str, list[Annotation], list[TimeMention]]]) -> dict[str, Any]:
    """Recognition and values over articles as ``read_krauts`` gives them.

    Gives precision, recall and f1 for ``strict`` (same words) and ``relaxed`` (overlapping words) recognition, and
    ``value``: the share of overlapping DATE pairs with the same calendar value. A TimeML value that names no time
    (PAST_REF, XXXX-XX-XX) agrees with an unresolved mention.
    """
    totals = dict.fromkeys(("gold", "found", "strict", "relaxed", "dates", "values"), 0)
    for _, gold, mentions in readings:
        totals["gold"] += len(gold)
        totals["found"] += len(mentions)
        for annotation, mention in _pairs(gold, mentions):
            totals["relaxed"] += 1
            totals["strict"] += (annotation.start, annotation.end) == (mention.start, mention.end)
            if annotation.kind == "DATE":
                totals["dates"] += 1
                totals["values"] += same_value(annotation.value, mention.edtf)
    return {
        "expressions": totals["gold"],
        "strict": _rates(totals["strict"], totals),
        "relaxed": _rates(totals["relaxed"], totals),
        "value": round(totals["values"] / max(1, totals["dates"]), 3),
    }


def read_krauts(folder: Path | str) -> Iterator[tuple[str, list[Annotation], list[TimeMention]]]:
    """Each article's text, its gold annotations and what Depesche finds, spans cut to the corpus's convention.

    Raises InputError where there are no .tml files below ``folder``.
    """
    paths = sorted(Path(folder).rglob("*.tml"))
    if not paths:
        raise InputError("no .tml files", where=str(folder), expected="the KRAUTS folder", hint="unpack KRAUTS there")
    for path in paths:
        source = path.read_text(encoding="utf-8")
        body, created = _BODY.search(source), _CREATED.search(source)
        if not body or "<TIMEX3" not in body[1]:
            continue
        text, gold = _annotations(body[1])
        found = find_in_text(text, "de", created[1] if created else "")
        yield text, gold, [part for mention in found for part in _parts(_trimmed(mention))]


def _annotations(body: str) -> tuple[str, list[Annotation]]:
    """The text without tags and where its TIMEX3 stand."""
    text, found, place = "", [], 0
    opened: list[tuple[int, str]] = []
    for tag in _TAG.finditer(body):
        text += html.unescape(body[place : tag.start()])
        place = tag.end()
        if tag[2] == "TIMEX3" and not tag[1] and not tag[3].endswith("/"):
            opened.append((len(text), tag[3]))
        elif tag[2] == "TIMEX3" and opened:
            start, attributes = opened.pop()
            values = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            if start < len(text):
                found.append(Annotation(start, len(text), values.get("type", ""), values.get("value", "")))
    return text + html.unescape(body[place:]), found


def _trimmed(mention: TimeMention) -> TimeMention:
    """KRAUTS leaves prepositions outside: "vor zwei Jahren" is "zwei Jahren" there."""
    first, _, rest = mention.text.partition(" ")
    if rest and (mention.edtf or mention.kind == "DURATION") and load("de").clues["outside"].fullmatch(first.lower()):
        start = mention.end - len(rest)
        return TimeMention(rest, start, mention.end, mention.kind, mention.edtf)
    return mention


def _parts(mention: TimeMention) -> list[TimeMention]:
    """KRAUTS tags both ends of a range: "3. bis 5. Mai" is "3." and "5. Mai" there."""
    joint = re.search(rf"\s*(?:{load('de').clues['joint'].pattern}|[–/]|(?<!-..)-(?!..-))\s*", mention.text)
    if mention.kind != "DATE" or not joint or not re.fullmatch(r"[\d-]+/[\d-]+|\{[\d,-]+\}", mention.edtf):
        return [mention]
    first, last = re.split("[/,]", mention.edtf.strip("{}"))
    middle, rest = mention.start + joint.start(), mention.start + joint.end()
    return [
        TimeMention(mention.text[: joint.start()], mention.start, middle, "DATE", first),
        TimeMention(mention.text[joint.end() :], rest, mention.end, "DATE", last),
    ]


def _pairs(gold: list[Annotation], mentions: list[TimeMention]) -> Iterator[tuple[Annotation, TimeMention]]:
    """Overlapping pairs, exact ones first, each side once."""
    left = list(mentions)
    exact = {(m.start, m.end): m for m in mentions}
    for annotation in sorted(gold, key=lambda a: (a.start, a.end) not in exact):
        match = exact.get((annotation.start, annotation.end)) or next(
            (m for m in left if m.start < annotation.end and annotation.start < m.end), None
        )
        if match in left:
            left.remove(match)
            yield annotation, match


def same_value(timex: str, edtf: str) -> bool:
    """Whether a TimeML value and an EDTF string mean the same days. "since" and "until" are outside a TIMEX3."""
    days = timex_days(timex)
    if days is None or not edtf:
        return days is None and (not edtf or ".." in edtf)
    first, last = Edtf.parse(edtf).bounds()
    return days == (first, last) or (".." in edtf and (days[0] == first or days[1] == last))


def timex_days(value: str) -> tuple[date, date] | None:
    """First and last day of a TimeML value, None where it names no calendar time."""
    value = value.split("T")[0]
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        day = (week[3] or "")[1:]
        first, last = {"": (0, 6), "WE": (5, 6)}.get(day) or (int(day) - 1, int(day) - 1)
        return monday + first * DAY, monday + last * DAY
    if part := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        length = 3 if part[2] == "Q" else 6
        month = (int(part[3]) - 1) * length + 1
        end = Edtf.parse(f"{part[1]}-{month + length - 1:02}").bounds()[1]
        return date(int(part[1]), month, 1), end
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        value = f"{season[1]}-{_SEASONS[season[2]]}"
    if re.fullmatch(r"\d{2,3}", value):
        value = value.ljust(4, "X")
    return Edtf.parse(value).bounds() if re.fullmatch(r"\d{3}[\dX]|\d\dXX|\d{4}(-\d\d){1,2}", value) else None


def _rates(hits: int, totals: dict[str, int]) -> dict[str, float]:
    precision, recall = hits / max(1, totals["found"]), hits / max(1, totals["gold"])
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
