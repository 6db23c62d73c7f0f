"""One entry of a lexicon file: what may be written, and what it becomes.

::

    - verb: auffordern          # exactly one of verb | noun | adjective
      actor: subject            # a slot or a list of slots tried in order
      recipient: object         # likewise, or none
      mode: content             # modes, or content: the mode follows from what the act is about
      when: {clause: any}       # conditions on slots, all must hold
      support: only             # nouns: an event only together with a support verb
      ahead: only               # an event only where it lies ahead: who says so does it by saying it
      example: "[Die Regierung] forderte {die Rebellen} auf, die Waffen niederzulegen."
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from depesche.coding.knowledge import Value, mapping, only_keys, text, texts
from depesche.coding.languages import Language
from depesche.coding.ontology import EventType
from depesche.errors import DataError

HEADS = ("verb", "noun", "adjective")
SLOTS = ("subject", "object", "dative", "clause", "of", "possessor", "manner")
ANY, NONE, ACTOR, PERSON, CONTENT = "any", "none", "actor", "person", "content"

_KEYS = (*HEADS, "actor", "recipient", "mode", "when", "support", "ahead", "example")
_MARKS = re.compile(r"\[([^\[\]{}]+)\]|\{([^\[\]{}]+)\}")

Conditions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that reports an act, and where its parts are found.

    ``id`` is "de/request/auffordern"; a second entry of a head in the file ends in "#2". ``kind`` is verb, noun or
    adjective; ``lemma`` is as written, ``reflexive`` says that it starts with the language's reflexive pronoun.
    ``actor`` and ``recipient`` are slots tried in order. ``when`` pairs a slot with what may fill it: any mix of
    lemmas, "@class" and "actor" (a political actor), or else "any" (something) or "none" (nothing) alone.
    ``content_mode`` says that the mode is read from what the act is about, ``ahead`` that the entry holds only of what
    is still to come ("will respond firmly": a threat).
    """

    id: str
    kind: str
    lemma: str
    reflexive: bool
    type: str
    modes: tuple[str, ...]
    content_mode: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    when: Conditions
    support_only: bool
    example: str
    ahead: bool = False

    @property
    def specificity(self) -> tuple[int, int]:
        """How narrow the conditions are: their number, then their kinds. The narrower entry is tried first.

        That the subject is an actor narrows nothing, since there is no act without one."""
        narrowing = [fillers for slot, fillers in self.when if (slot, fillers) != ("subject", (ACTOR,))]
        return len(narrowing) + self.reflexive + self.ahead, sum(map(_narrowness, narrowing))


def _narrowness(fillers: tuple[str, ...]) -> int:
    if fillers in ((ANY,), (NONE,)):
        return 1
    if ACTOR in fillers:
        return 2
    return 3 if any(f.startswith(("@", "#")) for f in fillers) else 4


def unmark(example: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """An example without its marks, and the offsets of its [actors] and {recipients} in what is left.

    >>> unmark("[Oslo] warnte {Wien}.")
    ('Oslo warnte Wien.', ((0, 4),), ((12, 16),))
    """
    plain, last = "", 0
    actors: list[tuple[int, int]] = []
    recipients: list[tuple[int, int]] = []
    for match in _MARKS.finditer(example):
        plain += example[last : match.start()]
        inside = match[1] or match[2]
        (actors if match[1] else recipients).append((len(plain), len(plain) + len(inside)))
        plain += inside
        last = match.end()
    return plain + example[last:], tuple(actors), tuple(recipients)


def read_entry(
    value: Value,
    where: str,
    event_type: EventType,
    language: Language,
    classes: Mapping[str, str],
    types: Collection[str],
) -> Entry:
    """An entry from the data of one list item; its id is left without number. ``types`` are those of the codebook.

    Raises DataError, with ``where``, for everything that the format does not allow.
    """
    data = mapping(value, where)
    heads = [key for key in HEADS if key in data]
    if len(heads) != 1:
        raise DataError(f"an entry with {len(heads)} heads", where=where, expected=f"one of {', '.join(HEADS)}")
    kind, lemma = heads[0], text(data[heads[0]], where)
    where = f"{where} ({lemma})"
    only_keys(data, _KEYS, where)
    reflexive = kind == "verb" and lemma.startswith(language.reflexive)
    _check_lemma(kind, lemma, reflexive, language, where)
    modes, by_content = _read_modes(data.get("mode"), event_type, where)
    default_actor = language.noun_actor if kind == "noun" else ("subject",)
    default_recipient = ("object",) if kind == "verb" else ()
    recipient = _read_slots(data.get("recipient"), default_recipient, language, where)
    return Entry(
        id=f"{language.code}/{event_type.name.lower()}/{lemma}",
        kind=kind,
        lemma=lemma,
        reflexive=reflexive,
        type=event_type.name,
        modes=modes,
        content_mode=by_content,
        actor=_read_slots(data.get("actor"), default_actor, language, where),
        recipient=recipient,
        when=_read_conditions(data.get("when", {}), language, classes, types, where),
        support_only=_read_only(data, "support", "noun", kind, where),
        ahead=_read_only(data, "ahead", "verb", kind, where),
        example=_read_example(data.get("example"), bool(recipient) and event_type.needs_recipient, where),
    )


def check_slot(slot: str, language: Language, where: str) -> str:
    """``slot`` if there is such a slot in the language."""
    if slot in SLOTS or slot in language.prepositions:
        return slot
    known = f"{', '.join(SLOTS)} or one of the prepositions in {language.code}/language.yaml"
    raise DataError(f"unknown slot {slot!r}", where=where, expected=known)


def _check_lemma(kind: str, lemma: str, reflexive: bool, language: Language, where: str) -> None:
    words = lemma.split(" ")
    if kind == "verb" and len(words) == 2 and (reflexive or words[1] in language.particles):
        return
    if kind == "verb" and reflexive and len(words) == 3 and words[2] in language.particles:
        return
    if len(words) > 1:
        expected = "one word; a verb may have a reflexive pronoun or a particle of language.yaml"
        raise DataError(f"{kind} {lemma!r} of several words", where=where, expected=expected)


def _read_modes(value: Value | None, event_type: EventType, where: str) -> tuple[tuple[str, ...], bool]:
    if value is None:
        return (), False
    modes = texts(value, where)
    if modes == (CONTENT,) and event_type.content_modes:
        return (), True
    for mode in modes:
        if mode not in event_type.modes:
            known = [*event_type.modes, *([CONTENT] if event_type.content_modes else [])]
            expected = ", ".join(known) or f"no mode, {event_type.name} has none"
            raise DataError(f"no mode {mode!r} of {event_type.name}", where=where, expected=expected)
    return modes, False


def _read_slots(value: Value | None, default: tuple[str, ...], language: Language, where: str) -> tuple[str, ...]:
    if value is None:
        return default
    slots = texts(value, where)
    return () if slots == (NONE,) else tuple(check_slot(slot, language, where) for slot in slots)


def _read_conditions(
    value: Value, language: Language, classes: Mapping[str, str], types: Collection[str], where: str
) -> Conditions:
    conditions = []
    for slot, fillers in mapping(value, where).items():
        check_slot(slot, language, where)
        allowed = texts(fillers, f"{where}, when {slot}")
        for filler in allowed:
            if filler in (ANY, NONE) and len(allowed) > 1:
                raise DataError(f"{filler!r} beside other words", where=where, expected=f"{filler!r} alone")
            if filler.startswith("@") and filler[1:] not in classes:
                raise DataError(f"unknown class {filler!r}", where=where, expected=", ".join(classes))
            if filler.startswith("#") and filler[1:] not in types:
                raise DataError(f"unknown type {filler!r}", where=where, expected=", ".join(types))
        conditions.append((slot, allowed))
    return tuple(conditions)


def _read_only(data: Mapping[str, Value], key: str, of: str, kind: str, where: str) -> bool:
    value = data.get(key)
    if value is not None and (value != "only" or kind != of):
        raise DataError(f"{key}: {value} on a {kind}", where=where, expected=f"{key}: only, on {of}s alone")
    return value is not None


def _read_example(value: Value | None, with_recipient: bool, where: str) -> str:
    if value is None:
        raise DataError("no example", where=where, expected='example: "[actor] … {recipient} …"')
    example = text(value, where)
    plain, actors, recipients = unmark(example)
    if re.search(r"[\[\]{}]", plain):
        raise DataError(f"marks that do not pair in {example!r}", where=where, expected="[actor] and {recipient}")
    if not actors:
        raise DataError(f"no [actor] in {example!r}", where=where, expected="[ ] around the actor")
    if with_recipient and not recipients and len(actors) < 2:  # of a mutual act both sides may be actors
        expected = "{ } around the recipient"
        raise DataError(f"no {{recipient}} in {example!r}", where=where, expected=expected)
    return example
