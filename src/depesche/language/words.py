"""Running text -> paragraphs -> words, with exact offsets; what differs between languages is data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from depesche.data import read_yaml
from depesche.language.cases import CaseTable, read_cases


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as it stands in the text, before any analysis."""

    start: int
    end: int
    spaced: bool  # white space before it


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's word rules, compiled."""

    pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    ordinal_dot: bool
    starters: frozenset[str]
    clitics: re.Pattern[str] | None
    elision: re.Pattern[str] | None
    keep: frozenset[str]
    divided: dict[str, int]
    splits_hyphens: bool
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    agreement: tuple[str, ...]  # the FEATS in which determiners and adjectives agree with their noun
    convention: str  # the treebank whose conventions its trees follow
    infinitive: str  # the word before an infinitive that has no subject
    cases: CaseTable  # what the forms of determiners and pronouns tell of case


_HYPHENS = "-‐‑"
_WORD = r"[^\W_](?:[\ẁ-ͯ]|[·'’](?=\w)|[-‐‑/](?=\w)|&(?=[A-Z]))*'?"
_CUT = re.compile(f"([{_HYPHENS}])")


@cache
def load_rules(language: str) -> Rules:
    """The word rules of a language; a language without a file gets the common ones."""
    common, own = read_yaml("language", "common.yaml"), read_yaml("language", f"{language}.yaml")
    clitics = sorted(own.get("clitics", ()), key=len, reverse=True)
    elisions = "|".join(sorted(own.get("elisions", ()), key=len, reverse=True))
    return Rules(
        re.compile("|".join([*own.get("patterns", ()), *common["patterns"], _WORD, r"[^\s]"])),
        frozenset(common["abbreviations"]) | frozenset(own.get("abbreviations", ())),
        bool(own.get("ordinal_dot", False)),
        frozenset(own.get("sentence_starters", ())),
        re.compile(rf"(?<=.)(?:{'|'.join(map(re.escape, clitics))})$", re.IGNORECASE) if clitics else None,
        re.compile(rf"(?:{elisions})['’](?=\w)", re.IGNORECASE) if elisions else None,
        frozenset(own.get("keep", ())),
        dict(own.get("divided", {})),
        bool(own.get("splits_hyphens", False)),
        frozenset(own.get("hyphen_prefixes", ())),
        frozenset(own.get("hyphen_suffixes", ())),
        tuple(own.get("agreement", ())),
        str(own.get("convention", "")),
        str(own.get("infinitive", "")),
        read_cases(own.get("cases", {})),
    )


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of paragraphs. A blank line always divides; a single line break does unless the text is
    wrapped, that is, unless the line before it is long and does not end a sentence."""
    found = []
    start = 0
    for match in re.finditer(r"\n[ \t\r\f\v]*\n\s*|\n", text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line = text[line_start : match.start()].rstrip()
        following = text[match.end() : match.end() + 1]
        wrapped = match.group().count("\n") == 1 and (
            following.islower() or (len(line) > 40 and line[-1:] not in ".!?:;\"“”»'’)…")
        )
        if not wrapped:
            found.append((start, match.start()))
            start = match.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


def words(text: str, start: int, end: int, language: str) -> list[Piece]:
    """The words of ``text[start:end]``. They never overlap, and together they hold all but white space."""
    rules = load_rules(language)
    found: list[Piece] = []
    last = -1
    skip = start
    for match in rules.pattern.finditer(text, start, end):
        a, b = match.span()
        if a < skip:
            continue
        b = _with_dot(text, a, b, end, rules)
        spaced = a > last
        for x, y in _divide(text, a, b, rules):
            found.append(Piece(x, y, spaced))
            spaced = False
        last = skip = b
    return found


def _with_dot(text: str, a: int, b: int, end: int, rules: Rules) -> int:
    """The end of the word at a..b, with the full stop that belongs to it (abbreviation, ordinal, initial)."""
    if b >= end or text[b] != ".":
        return b
    form = text[a:b]
    if form + "." in rules.abbreviations:
        return b + 1
    following = re.compile(r"\s+(\w+)").match(text, b + 1, end)
    if not following:
        return b
    after = following.group(1)
    if len(form) == 1 and form.isupper() and after[:1].isupper():
        return b + 1
    if rules.ordinal_dot and form.isdigit() and len(form) <= 2:
        return b if after in rules.starters else b + 1
    return b


def _divide(text: str, a: int, b: int, rules: Rules) -> list[tuple[int, int]]:
    """Cut elisions, clitics and hyphens: "l'accord", "don't", "US-Truppen"."""
    form = text[a:b]
    if not form[0].isalnum() or form in rules.keep or form.startswith(("http", "www.")) or "@" in form:
        return [(a, b)]
    front: list[tuple[int, int]] = []
    while rules.elision and (match := rules.elision.match(text, a, b)) and text[a:b].lower() not in rules.keep:
        front.append((a, match.end()))
        a = match.end()
    tail: list[tuple[int, int]] = []
    cut = rules.divided.get(text[a:b].lower())
    if cut:
        tail = [(a + cut, b)]
        b = a + cut
    elif rules.clitics and text[a:b] not in rules.keep and (match := rules.clitics.search(text[a:b])):
        tail = [(a + match.start(), b)]
        b = a + match.start()
    elif b - a > 1 and text[b - 1] == "'":
        tail = [(b - 1, b)]
        b -= 1
    return front + _hyphens(text, a, b, rules) + tail


def _hyphens(text: str, a: int, b: int, rules: Rules) -> list[tuple[int, int]]:
    form = text[a:b]
    if not rules.splits_hyphens or not _CUT.search(form) or not any(c.isalpha() for c in form):
        return [(a, b)]
    parts: list[tuple[int, int]] = []
    at = a
    for piece in _CUT.split(form):
        if piece:
            parts.append((at, at + len(piece)))
            at += len(piece)
    if len(parts) == 3:
        first, last = (text[x:y].lower() for x, y in (parts[0], parts[2]))
        if first in rules.prefixes or last in rules.suffixes:
            return [(a, b)]
    return parts


_END = re.compile(r"[.!?…]+$")
_CLOSING = frozenset("\"“”»«')’]")


def first_cut(text: str, pieces: list[Piece], most: int) -> list[list[Piece]]:
    """Cut a paragraph into windows of about ``most`` words, at places where a sentence surely ends.

    Only windows longer than ``most`` are cut; the sentence ends inside them are the model's to find. Where no
    sure place comes within twice ``most``, the window ends there all the same.
    """
    windows: list[list[Piece]] = []
    current: list[Piece] = []
    for i, piece in enumerate(pieces):
        current.append(piece)
        if len(current) >= 2 * most or (len(current) >= most and _sure_end(text, pieces, i)):
            windows.append(current)
            current = []
    if current:
        windows.append(current)
    return windows


def _sure_end(text: str, pieces: list[Piece], i: int) -> bool:
    """A full stop, then (after closing quotes) white space and a capital or an opening quote."""
    k = i
    while k > 0 and text[pieces[k].start : pieces[k].end] in _CLOSING:
        k -= 1
    if text[pieces[k].start : pieces[k].end] not in {".", "!", "?"}:
        return False
    if i + 1 >= len(pieces):
        return True
    following = pieces[i + 1]
    return following.spaced and not text[following.start].islower() and text[following.start] not in ".,;:"
