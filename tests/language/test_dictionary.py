"""The dictionary corrects lemmas that are no words, and leaves the others alone."""

import pytest

from depesche.language.dictionary import mend


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "language", "expected"),
    [
        ("schlug", "schlgn", "VERB", "de", "schlagen"),
        ("einzuladen", "einzuladen", "VERB", "de", "einladen"),
        ("Präsidenten", "Präsidente", "NOUN", "de", "Präsident"),
        ("Bedenken", "Bedenken", "NOUN", "de", "Bedenken"),
        ("Putins", "Putin", "PROPN", "de", "Putin"),
        ("Zwarfeln", "Zwarfel", "NOUN", "de", "Zwarfel"),
        ("sought", "soughen", "VERB", "en", "seek"),
        ("thanked", "thank", "VERB", "en", "thank"),
        ("shot", "sh", "VERB", "en", "shoot"),
        ("gratuliert", "gratuliert", "VERB", "de", "gratulieren"),
        ("abgelehnt", "abgelehnt", "VERB", "de", "ablehnen"),
        ("umgebracht", "umgebracht", "VERB", "de", "umbringen"),
        ("expulsés", "expulsé", "VERB", "fr", "expulser"),
        ("détenus", "détenu", "VERB", "fr", "détenir"),
        ("prête", "prêter", "ADJ", "fr", "prêt"),
    ],
)
def test_mend(form: str, lemma: str, upos: str, language: str, expected: str) -> None:
    assert mend(form, lemma, upos, language) == expected
