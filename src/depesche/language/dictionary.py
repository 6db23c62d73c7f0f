"""A second opinion on lemmas: a dictionary corrects what the model makes up.

The model's scripts generalise over endings but miss irregular words it has not seen ("schlug"). For inflected verbs
that the dictionary knows, and wherever the model's lemma is no known lemma, the dictionary's is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from depesche.data import read_yaml

_OPEN = frozenset({"NOUN", "VERB", "ADJ", "AUX", "ADV"})
_LONGEST_ENDING = 12
_ADJECTIVE_ENDING = re.compile(r"(?<=t)e[mnrs]?$")  # of participles: "besorgte", "entsetzten"
_KNOWN = frozenset({"de", "en", "fr", "es", "pt", "it", "nl", "pl", "cs", "ru"})


@lru_cache(maxsize=100_000)
def mend(form: str, lemma: str, upos: str, language: str) -> str:
    """The lemma to use for a form of which the model says ``lemma``."""
    if upos == "ADP":
        return _prepositions(language).get(form.lower(), lemma)
    if upos == "ADJ" and form.lower() in _adjectives(language):
        return _adjectives(language)[form.lower()]
    if upos == "PROPN":  # a name loses an ending at most
        return lemma if form.casefold().startswith(lemma[:-1].casefold()) else form
    if upos not in _OPEN or language not in _KNOWN:
        return lemma
    verbs = _verbs(language)
    if upos == "ADJ" and verbs.prefix and lemma.endswith(verbs.infinitives) and not form.endswith(lemma[-2:]):
        return _ADJECTIVE_ENDING.sub("", form.lower())  # "besorgt" is no form of "besorgen"
    if upos != "VERB":
        return _mend(form, lemma, upos, language)
    return verbs.forms.get(form.lower()) or _infinitive(_mend(form, lemma, upos, language), verbs)


def _mend(form: str, lemma: str, upos: str, language: str) -> str:
    if upos == "VERB" and simplemma.is_known(form, lang=language):
        found = str(simplemma.lemmatize(form, lang=language))
        if found != form and found.islower():  # an inflected form the dictionary knows: irregular verbs above all
            return found
    if _is_lemma(lemma, language) or _is_plain(form, lemma, upos, language):
        return lemma
    if not simplemma.is_known(form, lang=language):
        lower = form.lower()
        if upos == "NOUN" or not simplemma.is_known(lower, lang=language):
            return lemma
        form = lower
    found = str(simplemma.lemmatize(form, lang=language))
    return found[:1].upper() + found[1:] if upos == "NOUN" and lemma[:1].isupper() else found


def _infinitive(lemma: str, verbs: _Verbs) -> str:
    """A verb's lemma as an infinitive: dictionaries list participles as adjectives of their own ("expulsé")."""
    if not verbs.endings or lemma.endswith(verbs.infinitives):
        return lemma
    if verbs.prefix:  # "gelobt", "abgelehnt"
        bare = (lemma[: m.start()] + lemma[m.end() :] for m in re.finditer(verbs.prefix, lemma[:8]))
        tried = [_exchange(form, verbs) for form in (*bare, lemma)]
        return next((t for t in tried if simplemma.is_known(t, lang=verbs.language)), lemma)
    return _exchange(lemma, verbs)


def _exchange(lemma: str, verbs: _Verbs) -> str:
    """A participle with the ending of its infinitive."""
    for tail in verbs.agreement:
        stem = lemma.removesuffix(tail)
        for length in range(min(len(stem), _LONGEST_ENDING), 0, -1):
            if lemma.endswith(tail) and stem[-length:] in verbs.endings:
                return stem[:-length] + verbs.endings[stem[-length:]]
    return lemma


@dataclass(frozen=True, slots=True)
class _Verbs:
    """What infinitives end in, what participles add to agree, forms with their infinitive, and endings of participles
    with those of the infinitive."""

    language: str
    infinitives: tuple[str, ...]
    prefix: str  # that participles have in front of the stem
    agreement: tuple[str, ...]
    forms: dict[str, str]
    endings: dict[str, str]


@cache
def _verbs(language: str) -> _Verbs:
    data = read_yaml("language", f"{language}.yaml").get("verbs", {})
    return _Verbs(
        language,
        tuple(data.get("infinitives", ())),
        str(data.get("prefix", "")),
        tuple(data.get("agreement", ("",))),
        dict(data.get("forms", {})),
        dict(data.get("endings", {})),
    )


@cache
def _adjectives(language: str) -> dict[str, str]:
    """Forms of adjectives that model and dictionary get wrong."""
    return dict(read_yaml("language", f"{language}.yaml").get("adjectives", {}))


@cache
def _prepositions(language: str) -> dict[str, str]:
    """Contracted prepositions and their lemma: "ins" is "in"."""
    return dict(read_yaml("language", f"{language}.yaml").get("prepositions", {}))


def _is_plain(form: str, lemma: str, upos: str, language: str) -> bool:
    """Is the form its own lemma, as the noun "meeting" is, whatever the dictionary makes of it?"""
    if upos == "VERB" or form != lemma or not simplemma.is_known(lemma, lang=language):
        return False
    found = str(simplemma.lemmatize(form, lang=language))
    return found == form or not found[:1].isupper()  # a capital says that the dictionary, too, takes it for a noun


def _is_lemma(lemma: str, language: str) -> bool:
    return bool(simplemma.is_known(lemma, lang=language)) and bool(simplemma.lemmatize(lemma, lang=language) == lemma)
