"""The mode of an act: from its entry, from what it is about, or from the words around it."""

from __future__ import annotations

from depesche.coding.entries import Entry
from depesche.coding.lexicon import Lexicon
from depesche.coding.match import Roles
from depesche.coding.quote import words_of
from depesche.propositions import Grammar

# The mode of a request, refusal, threat or offer follows from the kind of act it is about.
_YIELDED = {
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
}
_ABOUT = {
    "REQUEST": _YIELDED,
    "REJECT": _YIELDED,
    "THREATEN": {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict",
                 "PROTEST": "restrict"},
}  # fmt: skip
_OTHERWISE = {"REQUEST": "change", "REJECT": "change"}
_TELLING = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}


def content_mode(type: str, about: str) -> str:
    """The mode of a request, refusal or threat that is about an act of another type ("" where that is unknown); "" if
    none follows."""
    return _ABOUT.get(type, {}).get(about, _OTHERWISE.get(type, ""))


def modes_of(roles: Roles, entry: Entry, type: str, lexicon: Lexicon, grammar: Grammar) -> tuple[str, ...]:
    """The modes of the act of ``type`` that an entry makes of a proposition; none where the type is no longer the
    entry's own."""
    if type != entry.type:
        return ()
    if entry.content_mode:
        return _by_content(roles, entry)
    if entry.modes:
        return entry.modes
    p = roles.proposition
    words = [p.compound, p.lemma, *(t.lemma for t in words_of(roles, grammar) if t.upos in _TELLING)]
    found = dict.fromkeys(mode for lemma in filter(None, words) for mode in lexicon.word_modes(type, lemma))
    return tuple(found)[:2]


def _by_content(roles: Roles, entry: Entry) -> tuple[str, ...]:
    p = roles.proposition
    content = [t for slot in ("clause", *entry.recipient, "object") for t in roles.tokens(slot)]
    content += [t for slot, ts in p.slots.items() if slot not in {"subject", "possessor"} for t in ts]
    about = (roles.about.get(t.index, "") for token in content for t in p.sentence.conjuncts(token))
    known = next((a for a in about if a in _ABOUT.get(entry.type, {})), "")
    mode = content_mode(entry.type, known) if content else ""
    return (mode,) if mode else ()
