"""Where quotation marks open and close."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.voices import quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er rief „Halt“ und ging.", ["„Halt“"]),
        ('He shouted "Stop" and left.', ['"Stop"']),
        ("He shouted “Stop” and left.", ["“Stop”"]),
        ("Elle crie « Halte » et part.", ["« Halte »"]),
        ("Sie rief »Halt« und ging.", ["»Halt«"]),
        ("„Eins“ und „zwei“.", ["„Eins“", "„zwei“"]),
        ("Nichts davon.", []),
        ("„Erster Absatz.\n\n„Zweiter Absatz.“", ["„Erster Absatz.", "„Zweiter Absatz.“"]),
        ('"Erster Absatz.\n\n"Zweiter Absatz."', ['"Erster Absatz.', '"Zweiter Absatz."']),
        ("Er sagte: „Erster Absatz.\n\n„Zweiter Absatz.“", ["„Erster Absatz.", "„Zweiter Absatz.“"]),
        ("« Un.\n\n« Deux », dit-il.", ["« Un.", "« Deux »"]),
        ("«Uno.\n\n»Dos.\n\n»Tres», dijo.", ["«Uno.", "»Dos.", "»Tres»"]),
        ("'We don't know,' he said.", ["'We don't know,'"]),
        ("‘We don’t know,’ he said.", ["‘We don’t know,’"]),
        ("The workers' rights of the '90s weren't the farmers' rights.", []),
        ("L'Iran et l'Irak n'ont qu'un fleuve.", []),
        ("Ein „offenes Zitat\n\nund ein anderer Absatz.", []),
    ],
)
def test_quotes(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in quotes(text)] == found


@given(st.text(alphabet="ab „“”\"«»'\n", max_size=80))
def test_quotes_are_ordered_and_apart(text: str) -> None:
    found = quotes(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
