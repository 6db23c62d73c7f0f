"""What words are about: alike for translations, and of the words that are asked for alone."""

from __future__ import annotations

from depesche.language.meaning import WIDTH, meaning
from depesche.language.trees import Sentence
from depesche.reader import Reader
from depesche.records import Document


def sentence(reader: Reader, text: str, language: str) -> Sentence:
    (parsed,) = reader.parse_all([Document("m", text, language=language)])
    return parsed.sentences[0]


def test_translations_are_alike(reader: Reader) -> None:
    bank = sentence(reader, "The minister opened a bank account.", "en")
    konto = sentence(reader, "Der Minister eröffnete ein Bankkonto.", "de")
    rain = sentence(reader, "Es regnete den ganzen Tag.", "de")
    first, second, third = (meaning(s, s.tokens) for s in (bank, konto, rain))
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.shape == (WIDTH,)
    assert first @ second > 0.5 > first @ third


def test_only_the_words_asked_for_count(reader: Reader) -> None:
    s = sentence(reader, "He praised the farmers and closed the harbour.", "en")
    praised, closed = meaning(s, s.tokens[:4]), meaning(s, s.tokens[5:8])
    assert praised is not None
    assert closed is not None
    assert praised @ closed < 0.9
    assert meaning(s, []) is None
