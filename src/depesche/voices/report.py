"""Who says what, for people and for programs."""

from __future__ import annotations

import json
from typing import Any, TextIO

from rich.table import Table

from depesche.formats import labels
from depesche.formats.terminal import Columns, console_for, counted, print_listing
from depesche.records import Document, Span
from depesche.voices.find import Voice, chain
from depesche.voices.score import Score

WHOLE = "the whole document"


def voice_record(voice: Voice, voices: list[Voice], document: Document) -> dict[str, Any]:
    """A voice as plain data; ``voices`` are all of its document, for ``chain``: who reports it, outermost first."""
    speaker, text = voice.speaker, document.text
    entity, cue = speaker.entity, voice.cue or Span("", -1, -1)
    return {
        "document": document.id,
        "kind": voice.kind,
        "stance": voice.stance,
        "speaker": {
            "text": speaker.text, "start": speaker.start, "end": speaker.end,
            "name": entity.name, "country": entity.country, "sector": entity.sector,
        },
        "cue": {"text": cue.text, "start": cue.start, "end": cue.end},
        "content": [{"text": text[a:b], "start": a, "end": b} for a, b in voice.content],
        "chain": [v.speaker.entity.name for v in chain(voices, voice)],
    }  # fmt: skip


def write_jsonl(voices: list[Voice], document: Document, stream: TextIO) -> None:
    """Each voice as one line of JSON in UTF-8."""
    for voice in voices:
        stream.write(json.dumps(voice_record(voice, voices, document), ensure_ascii=False) + "\n")


def write_table(voices: list[Voice], document: Document, stream: TextIO) -> None:
    """A document's voices, one a row: who, in which way, what; a voice inside another says after whom."""
    rows = []
    for voice in voices:
        outer = [v.speaker.entity.name for v in chain(voices, voice)]
        who = " → ".join(labels.plain(name) for name in dict.fromkeys([*outer, voice.speaker.entity.name]))
        how = voice.kind if voice.stance == "asserts" else f"{voice.kind}, {voice.stance}"
        said = " … ".join(labels.plain(document.text[a:b]) for a, b in voice.content)
        rows.append((who, how, said if voice.cue is not None else WHOLE))
    columns: Columns = {"who": {"max_width": 32}, "how": {"no_wrap": True}, "what": {}}
    print_listing(stream, f"{labels.plain(document.id)} · {counted(len(voices), 'voice')}", columns, rows)


def write_scores(scores: dict[str, Score], stream: TextIO) -> None:
    """Precision, recall and F1 per kind, with the counts that they rest on."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("kind", "found", "right", "asked", "hit", "precision", "recall", "F1"):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, s in scores.items():
        counts = (str(n) for n in (s.found, s.right, s.asked, s.hit))
        table.add_row(kind, *counts, *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1)))
    console_for(stream).print(table)
