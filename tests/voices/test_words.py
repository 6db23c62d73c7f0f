"""The word lists are what the code expects of them."""

from importlib.resources import files
from typing import Any

import pytest

from depesche.data import read_yaml

LANGUAGES = sorted(
    path.name.removesuffix(".yaml")
    for path in files("depesche.data").joinpath("voices").iterdir()
    if path.name.endswith(".yaml")
)
KEYS = set(read_yaml("voices", "de.yaml"))
STANCES = {"denies", "confirms", "distances"}


def test_languages() -> None:
    assert LANGUAGES == ["cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists(language: str) -> None:
    raw: dict[str, Any] = read_yaml("voices", f"{language}.yaml")
    assert set(raw) <= KEYS, "a key that de.yaml does not explain"
    for name, words in raw.items():
        if isinstance(words, list):
            assert all(isinstance(word, str) for word in words), f"{name}: quote the words that YAML reads otherwise"
            assert len(words) == len(set(words)), f"{name} has a word twice"
    assert not set(raw["say"]) & set(raw["think"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_stances_are_of_verbs_that_speak(language: str) -> None:
    raw = read_yaml("voices", f"{language}.yaml")
    assert set(raw["stances"]) <= STANCES
    words = [word for listed in raw["stances"].values() for word in listed]
    assert len(words) == len(set(words))
    assert set(words) <= set(raw["say"]) | set(raw["think"]) | set(raw["say_adjectives"])
