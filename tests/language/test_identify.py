"""The language of a text is told, or it is said that it cannot be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import LanguageError
from depesche.language import identify, languages

SHORT = {
    "de": "Die Ministerin reist nach Warschau.",
    "en": "The two leaders will meet next week.",
    "fr": "Les deux ministres se sont rencontrés.",
    "es": "Los dos ministros se reunieron ayer.",
    "pt": "Os dois ministros reuniram-se ontem.",
    "it": "I due ministri si sono incontrati ieri.",
    "nl": "De twee ministers kwamen gisteren bijeen.",
    "pl": "Obaj ministrowie spotkali się wczoraj.",
    "cs": "Oba ministři se včera sešli v Praze.",
    "ru": "Министры встретились вчера вечером.",
    "tr": "İki bakan dün akşam görüştü.",
    "ar": "التقى الوزيران مساء أمس.",
}


@pytest.mark.parametrize("language", SHORT)
def test_one_short_sentence_is_enough(language: str) -> None:
    assert identify(SHORT[language]) == language


def test_every_language_with_word_rules_is_tried() -> None:
    assert set(SHORT) == set(languages())


@pytest.mark.parametrize("text", ["", "   ", "12345 67 8 %", "😀😀 🎉", "xqzt wvkjh zzxcq"])
def test_a_text_without_language_is_not_guessed(text: str) -> None:
    with pytest.raises(LanguageError, match="cannot be told"):
        identify(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Jeg er fra Danmark og arbejder her", "da"), ("שלום לכולם ותודה רבה", "he"), ("გამარჯობა მსოფლიო", "ka")],
)
def test_a_language_that_cannot_be_read_is_named(text: str, code: str) -> None:
    with pytest.raises(LanguageError, match=f"seems to be in '{code}'"):
        identify(text)


@given(st.text(max_size=80))
def test_any_text_gets_a_known_language_or_a_refusal(text: str) -> None:
    with suppress(LanguageError):
        assert identify(text) in languages()
