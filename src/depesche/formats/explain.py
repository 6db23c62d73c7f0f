"""Why is this row here, and why is that one not? The long answer, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from depesche.coding.acts import Decision
from depesche.language.conllu import format_conllu
from depesche.language.trees import Parsed, Sentence
from depesche.propositions import Proposition
from depesche.reader import Reading
from depesche.records import Event, Mention


def write(reading: Reading, stream: TextIO, trees: bool = True) -> None:
    """For each sentence: its tree (CoNLL-U), who is named in it, whose words it is, its propositions with the lexicon
    entries considered, and the events coded from it."""
    for number, sentence in enumerate(reading.parsed.sentences):
        for line in _sentence(reading, number, sentence, trees):
            stream.write(line + "\n")


def _sentence(reading: Reading, number: int, sentence: Sentence, trees: bool) -> Iterator[str]:
    yield f"## {sentence.text[sentence.start : sentence.end]}"
    if trees:
        one = Parsed(reading.parsed.document, reading.parsed.language, [sentence])
        rows = [row for row in format_conllu(one).splitlines() if row and not row.startswith("#")]
        yield from (f"   {row}" for row in rows)
    for m in reading.cast.found:
        if sentence.start <= m.start < sentence.end:
            yield f"   who: {_mention(m)}"
    for v in reading.voices:
        if v.cue is not None and sentence.start <= v.cue.start < sentence.end:
            yield f"   voice: {_mention(v.speaker)}, {v.kind}, by {v.cue.text!r}"
    decisions = {d.proposition.head.index: d for d in reading.decisions[number]}
    for p in reading.propositions[number]:
        if p.kind != "noun" or p.head.index in decisions:
            yield f"   {_proposition(p)}"
        if p.head.index in decisions:
            yield from (f"      {line}" for line in _decision(decisions[p.head.index], reading))
    for act, event in zip(reading.acts, reading.events, strict=True):
        if act.proposition.sentence is sentence:
            yield f"   => {_event(event)}"
    yield ""


def _mention(m: Mention) -> str:
    codes = " ".join(filter(None, (m.entity.country, m.entity.sector)))
    return f"{m.text!r} is {m.entity.name}" + (f" ({codes})" if codes else "")


def _proposition(p: Proposition) -> str:
    slots = ", ".join(f"{slot} {' '.join(t.text for t in tokens)}" for slot, tokens in p.slots.items() if tokens)
    marks = [p.tense, p.modality, "passive" if p.passive else "", "negated" if p.negated else ""]
    return f"{p.kind} {p.lemma} [{slots}] {' '.join(filter(None, marks))}".rstrip()


def _decision(decision: Decision, reading: Reading) -> Iterator[str]:
    names = ", ".join(e.id for e in decision.considered[:6])
    more = len(decision.considered) - 6
    yield f"considered: {names}" + (f" and {more} more" if more > 0 else "")
    if decision.act is None:
        yield f"dropped: {decision.reason}" + (f" ({decision.entry.id})" if decision.entry else "")
    elif decision.act not in reading.acts:
        yield f"dropped: told elsewhere in the text, or part of a request ({decision.act.why['type']})"
    else:
        yield f"coded by {decision.act.why['type']}"


def _event(event: Event) -> str:
    actor, recipient = (" + ".join(m.entity.name for m in side) for side in (event.actor, event.recipient))
    modes = "".join(f" {mode}" for mode in event.modes)
    return f"{event.type}{modes}: {actor}" + (f" -> {recipient}" if recipient else "") + f", {event.status}"
