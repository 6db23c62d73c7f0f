"""Which time is an act's own, on the real road."""

from __future__ import annotations

import pytest

from depesche.reader import Reader
from depesche.records import Document


@pytest.mark.parametrize(
    ("language", "text", "type", "edtf"),
    [
        ("de", "Polen kritisierte am Montag Deutschland.", "ACCUSE", "2023-05-08"),
        (
            "de",
            "Der finnische Präsident sagte Norwegen zu, am 22. Juni zu helfen.",
            "AGREE",
            "",
        ),
        ("de", "Der Kanzler lud den französischen Präsidenten für den 3. Juni nach Berlin ein.", "AGREE", ""),
        ("de", "Die Außenminister Polens und Litauens werden sich am 3. Juni treffen.", "AGREE", "2023-06-03"),
        ("en", "Poland promised Ukraine on Monday to send tanks in June.", "AGREE", "2023-05-08"),
        ("en", "Poland invited the French president to Warsaw for June 3.", "AGREE", ""),
        ("en", "The foreign ministers of Poland and Lithuania will meet on June 3.", "AGREE", "2023-06-03"),
        ("en", "Norway condemned Iran as five protesters were killed Friday.", "ACCUSE", "2023-05-05"),
        ("en", "Iranian police have arrested 200 protesters since May 1.", "COERCE", "2023-05-01/2023-05-10"),
        ("en", "Poland criticised the February 2020 pact. It condemned Germany.", "ACCUSE", ""),
        (
            "en",
            "Poland met Norway on Monday. In 2018 it had expelled Iran's envoy. It condemned Iran.",
            "ACCUSE",
            "2023-05-08",
        ),
        ("en", "Poland met Norway on Monday. In 2018 it expelled Iran's envoy. It condemned Iran.", "ACCUSE", ""),
        (
            "de",
            "Die Außenminister Polens und Litauens wollen sich am 3. Juni treffen. Dabei wollen sie Sanktionen "
            "gegen Iran beschließen.",
            "AGREE",
            "2023-06-03",
        ),
        ("de", "Polen traf am Montag Norwegen. Litauen will Polen unterstützen.", "AGREE", ""),
        (
            "es",
            "Polonia condenó el ataque el lunes. Irán había amenazado a Polonia el 2 de mayo.",
            "ACCUSE",
            "2023-05-08",
        ),
    ],
)
def test_the_time_of_the_act(reader: Reader, language: str, text: str, type: str, edtf: str) -> None:
    events = reader.read(Document("a", text, published="2023-05-10", language=language))
    assert (type, edtf) in [(event.type, event.when.edtf) for event in events]
