"""Where two tellings of one act exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.dates.edtf import Edtf
from depesche.dates.find import find_in_text
from depesche.dates.words import languages, load

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
GROUPED = re.compile(r"(?<=\d)[., \u00a0\u202f](?=\d{3}(?!\d))")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one voice says of an act: its words, and the document they stand in.

    ``parties`` are all who act or are acted upon. ``language`` is that of the words.
    """

    voice: str
    report: str
    document: str
    words: str
    type: str
    modes: tuple[str, ...]
    status: str
    stance: str
    edtf: str
    parties: frozenset[str]
    language: str = ""

    @property
    def denies(self) -> bool:
        return self.status == "negated" or self.stance == "denies"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``what`` differs ("denial", "numbers", "dates", "parties", "ways"), and what either voice says.

    >>> str(Contradiction("numbers", "Kyiv", "Moscow", "12", "15"))
    'numbers: Kyiv 12, Moscow 15'
    """

    what: str
    first: str
    second: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.what}: {self.first} {self.one}, {self.second} {self.other}"


def contradictions(tellings: tuple[Telling, ...]) -> list[Contradiction]:
    """What excludes each other in the tellings of different voices or documents, each once."""
    found: dict[Contradiction, None] = {}
    for n, a in enumerate(tellings):
        for b in tellings[n + 1 :]:
            if a.voice != b.voice or a.document != b.document:
                names = (a.voice, b.voice) if a.voice != b.voice else (a.document, b.document)
                for what, one, other in _contrary(a, b):
                    found[Contradiction(what, *names, one, other)] = None
    return list(found)


def _contrary(a: Telling, b: Telling) -> Iterator[tuple[str, str, str]]:
    if a.denies != b.denies:
        yield ("denial", "denies it", "says so") if a.denies else ("denial", "says so", "denies it")
    one, other = (numbers(t.words, t.language) for t in (a, b))
    if one and other and not one & other:
        yield "numbers", _listed(one), _listed(other)
    if a.edtf and b.edtf and not Edtf.parse(a.edtf).overlaps(Edtf.parse(b.edtf)):
        yield "dates", a.edtf, b.edtf
    if not (a.parties <= b.parties or b.parties <= a.parties):
        yield "parties", _listed(a.parties), _listed(b.parties)
    if a.modes and b.modes and set(a.modes) != set(b.modes):
        yield "ways", ", ".join(a.modes), ", ".join(b.modes)


def _listed(values: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(values, key=lambda v: (len(v), v)))


def numbers(words: str, language: str = "") -> set[str]:
    """What is counted in words, in figures or spelled out, without dates and clocks.

    >>> sorted(numbers("am 13. April starben zwölf Menschen, 1.200 flohen", "de"))
    ['12', '1200']
    """
    for time in reversed(find_in_text(words, language, "")):
        words = words[: time.start] + " " + words[time.end :]
    found = {n.strip(".,") for n in NUMBER.findall(GROUPED.sub("", words))}
    if language in languages():
        spelled = (load(language).value("number", word) for word in WORD.findall(words))
        found |= {n for n in spelled if n.isdigit() and int(n) > 1}
    return found
