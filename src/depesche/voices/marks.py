"""Quotation marks: where words stand that somebody else chose."""

from __future__ import annotations

import re

LONGEST = 3000
"""Characters after which an opening mark is taken for one that nobody closed."""

_PAIRS = (
    ("„", "“”\"„"), ("“", "”“"), ("«", "»"), ("»", "«"), ('"', '"'), ("‚", "‘’"), ("‹", "›"), ("›", "‹"),
)  # fmt: skip
_SINGLE = (("'", "'"), ("‘", "’"))
"""Marks that are apostrophes, too: they open before a letter and close where no word goes on."""

_PATTERN = re.compile(
    "|".join(
        [f"{re.escape(a)}[^{re.escape(a + z)}]{{1,{LONGEST}}}[{re.escape(z)}]" for a, z in _PAIRS]
        + [
            rf"(?<![\w{z}]){a}(?=[^\W\d])(?:[^{a}{z}„“”«»\"]|(?<=\w){z}(?=\w)){{2,{LONGEST}}}{z}(?!\w)"
            for a, z in _SINGLE
        ]
    )
)
_OPENING = re.compile(r"(?:^|\n)[ \t]*([„“\"»](?=\S)|«)")
_LEFT_OPEN = '„“«"'
_CLOSING = "“”\"«»’'‘‹›"
_BLANK = re.compile(r"\n[ \t]*\n")


def quotes(text: str) -> list[tuple[int, int]]:
    """Offsets of quoted stretches, marks included, in text order.

    A quote ends with its paragraph. Where every paragraph of a long quote opens with a mark and only the last one
    closes it, each paragraph is a quote of its own: ``quotes('"One.\\n\\n"Two."') == [(0, 5), (7, 13)]``. In
    Spanish the mark that opens the later ones is the closing one.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank is not None else len(text)
        inside = _in_paragraph(text, at, end)
        if blank is not None and _OPENING.match(text, blank.end() - 1):
            inside += _left_open(text, at, end, inside)
        found += inside
        at = blank.end() if blank is not None else end
    return found


def is_open(text: str, mark: tuple[int, int]) -> bool:
    """Does the quote go on after its paragraph?"""
    return text[mark[1] - 1] not in _CLOSING


def _left_open(text: str, start: int, end: int, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last quote of a paragraph if nothing closes it: "She said: “We waited." before "“Now we go.”"""
    last = max((b for _, b in found), default=start)
    first = min((i for i in range(last, end) if text[i] in _LEFT_OPEN), default=end)
    return [(first, end)] if text[first + 1 : end].strip() else []


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [(m.start(), m.end()) for m in _PATTERN.finditer(text, start, end) if not _apostrophe(text, m)]
    opening = _OPENING.match(text, start, end) if start == 0 else _OPENING.match(text, start - 1, end)
    first = opening.start(1) if opening is not None else -1
    if first >= 0 and not any(a <= first < b for a, b in found):
        later = min((a for a, _ in found if a > first), default=end)
        if later == end:
            again = text.find("»", first + 1, end) if text[first] == "»" else -1  # "»Nos vamos», dijo …"
            found.append((first, again + 1 if again > 0 else end))
    return sorted(found)


def _apostrophe(text: str, match: re.Match[str]) -> bool:
    """A straight mark between a figure and a word is inches, "a 3" pipe"."""
    return match.group().startswith('"') and match.start() > 0 and text[match.start() - 1].isalnum()
