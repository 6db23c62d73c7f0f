"""The main street: a document in, its events out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from depesche.coding.acts import SPEECH, SPOKEN, Act, Decision, same_act
from depesche.coding.code import Coder
from depesche.coding.codebook import load_codebook
from depesche.coding.contexts import document_contexts
from depesche.coding.discourse import answer_to
from depesche.coding.modehead import load_modes
from depesche.coding.ontology import Ontology
from depesche.coding.said import demands, spoken_by
from depesche.coding.typehead import load_head
from depesche.dates import Edtf, find_times
from depesche.dates.attach import Clock
from depesche.entities import Cast, Tables, read_cast
from depesche.errors import LanguageError
from depesche.language import Parsed, Parser
from depesche.language.trees import Token
from depesche.places.attach import place_of
from depesche.propositions import Grammar, Proposition, extract, grammar_languages, load_grammar
from depesche.records import Attribution, Document, Event
from depesche.voices import Voice, distance, find_voices, publisher_voice, quotes
from depesche.voices.words import load_words


@dataclass(slots=True)
class Reading:
    """A document's events with what led to them: trees, who is who, propositions and decisions per sentence, voices.

    ``acts`` and ``events`` correspond one to one, in text order.
    """

    parsed: Parsed
    cast: Cast
    propositions: list[list[Proposition]]
    voices: list[Voice]
    decisions: list[list[Decision]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


class Reader:
    """Keeps the model and the tables loaded. ``threads`` 0 uses what the machine has.

    ``codebook`` is a folder with a codebook other than PLOVER (docs/coding.md); raises DataError for a faulty one.
    ``entities`` is a file with actors of your own (docs/entities.md); raises InputError for a faulty one.
    """

    def __init__(
        self,
        model: Path | None = None,
        threads: int = 0,
        codebook: Path | None = None,
        entities: Path | None = None,
    ) -> None:
        self._codebook = load_codebook(codebook)
        self._tables = Tables.load(entities)
        self._head, self._modes = load_head(), load_modes()
        self._parser = Parser(model, threads)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be read: by a lexicon, or by the type head alone."""
        known = self._head is not None and not self._codebook.ontology.types.keys().isdisjoint(self._head.types)
        by_head = grammar_languages() if known else ()
        return tuple(sorted({*self._codebook.languages, *by_head}))

    def parse(self, document: Document) -> Parsed:
        """The document's sentences with their trees. Raises LanguageError where the language cannot be told."""
        return self._parser.parse(document)

    def parse_all(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Each document's trees, in order; faster than one by one, since the model works ahead."""
        return self._parser.parse_all(documents)

    def read(self, document: Document) -> list[Event]:
        """The document's events in text order."""
        return self.read_parsed(self.parse(document))

    def read_all(self, documents: Iterable[Document]) -> Iterator[list[Event]]:
        """Each document's events, in order; what one document says is the same alone and among others."""
        return map(self.read_parsed, self.parse_all(documents))

    def read_parsed(self, parsed: Parsed) -> list[Event]:
        """Events of a document that has its trees already."""
        return self.reading(parsed).events

    def reading(self, parsed: Parsed) -> Reading:
        """A document's events with everything that led to them. Raises LanguageError where neither a lexicon nor the
        type head, which needs a grammar (``data/grammar``), can tell what is reported."""
        lexicon, grammar = self._codebook.lexicon(parsed.language), load_grammar(parsed.language)
        if parsed.language not in self.languages:
            raise LanguageError(
                f"no events can be coded in {parsed.language!r}, there is no lexicon for it, nor a grammar",
                where=parsed.document.id,
                expected="one of " + ", ".join(self.languages),
                hint="depesche parse shows the trees of any language that can be parsed",
            )
        cast = read_cast(parsed, self._tables)
        propositions = [extract(s, grammar) for s in parsed.sentences]
        voices = find_voices(parsed, propositions, cast)
        coder = Coder(lexicon, grammar, cast, voices, self._head, self._modes)
        publisher = publisher_voice(parsed.document, self._tables)
        heard = voices if publisher is None else [publisher, *voices]
        reading = Reading(parsed, cast, propositions, heard)
        acts: list[Act] = []
        for found in propositions:
            decisions = coder.decide(found, acts)
            kept, requests = demands(found, [d.act for d in decisions if d.act is not None], voices, coder)
            reading.decisions.append(decisions)
            for act in sorted(kept + requests, key=lambda a: a.words[0].start):
                acts.append(answer_to(act, acts, grammar))
        clock = Clock(parsed, find_times(parsed), propositions, grammar)
        reading.acts = sorted(_once(acts, clock), key=lambda a: a.words[0].start)
        ontology = self._codebook.ontology
        contexts = document_contexts(
            parsed.sentences, parsed.language, ontology, self._codebook.triggers(parsed.language)
        )
        reading.events = [
            _event(a, parsed, heard, clock, cast, grammar, contexts.around(a.proposition.sentence), ontology)
            for a in reading.acts
        ]
        return reading


def _once(acts: list[Act], clock: Clock) -> list[Act]:
    """One act, one record: of two reports the one with more roles filled stays, else the first. What happened on
    days that the text names apart is not the same."""

    def day(act: Act) -> str:
        when, s = clock.when(act.proposition, act.type in SPOKEN), act.proposition.sentence
        return when.edtf if when.text and s.start <= when.start < s.end else ""

    def apart(first: Act, second: Act) -> bool:
        a, b = day(first), day(second)
        return bool(a and b) and not Edtf.parse(a).overlaps(Edtf.parse(b))

    kept: list[Act] = []
    for act in acts:
        twin = next((i for i, k in enumerate(kept) if same_act(k, act) and not apart(k, act)), None)
        if twin is None:
            kept.append(act)
        elif _weight(act) > _weight(kept[twin]):
            kept[twin] = act
    return kept


def _weight(act: Act) -> int:
    """How much a report says: recipients and actors, and a verb more than a noun."""
    return 2 * len(act.recipient) + len(act.actor) + (act.proposition.kind != "noun")


def _event(
    act: Act,
    parsed: Parsed,
    voices: list[Voice],
    clock: Clock,
    cast: Cast,
    grammar: Grammar,
    contexts: tuple[str, ...],
    ontology: Ontology,
) -> Event:
    sentence = act.proposition.sentence
    doubted = _distance(act, parsed, voices)
    quote, trigger = sentence.span(list(act.words)), sentence.span(list(act.trigger))
    key = "|".join(
        (parsed.document.text, act.type, str(quote.start), str(quote.end), *(m.entity.name for m in act.actor))
    )
    return Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document=parsed.document.id,
        type=act.type,
        modes=act.modes,
        contexts=tuple(dict.fromkeys((*contexts, *ontology.implied_contexts(act.type, act.modes)))),
        quad=ontology.quad(act.type),
        score=ontology.score(act.type, act.modes),
        actor=act.actor,
        recipient=act.recipient,
        status=act.status,
        according_to=_according_to(act, voices, bool(doubted)),
        when=clock.when(act.proposition, act.type in SPOKEN and "promised" not in act.why),
        where=place_of(act, cast, grammar),
        quote=quote,
        trigger=trigger,
        why=act.why | ({"distance": " ".join(t.text for t in doubted)} if doubted else {}),
    )


def _distance(act: Act, parsed: Parsed, voices: list[Voice]) -> list[Token]:
    """The words that keep the act at a distance; quotation marks count where they quote nobody."""
    said = [stretch for v in voices if v.kind == "direct" for stretch in v.content]
    marks = [m for m in quotes(parsed.document.text) if m not in said]
    return distance(act.proposition.sentence, act.proposition.words, marks, load_words(parsed.language))


def _according_to(act: Act, voices: list[Voice], doubted: bool) -> tuple[Attribution, ...]:
    """The chain of voices around the act, outermost first, without the actor of a spoken act himself.

    Where the act is told with distance, so is what the innermost of them merely asserts.
    """
    head = act.proposition.head
    around = [v for v in voices if v.covers(head.start, head.end)]
    around.sort(key=lambda v: -sum(b - a for a, b in v.content))
    chain: dict[str, Attribution] = {}
    for v in around:
        if act.type in SPEECH and spoken_by(act, v.speaker):
            continue
        m = v.speaker
        chain.setdefault(
            m.entity.name,
            Attribution(
                m.entity.name, m.entity.country, m.entity.sector, v.kind, v.cue, m.text, m.start, m.end, v.stance
            ),
        )
    attributions = list(chain.values())
    if doubted and attributions and attributions[-1].stance == "asserts":
        attributions[-1] = replace(attributions[-1], stance="distances")
    return tuple(attributions)
