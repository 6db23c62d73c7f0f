"""CoNLL-U in and out: what the language layer sees, in the field's own format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.errors import InputError
from depesche.language.trees import Parsed, Sentence, Token
from depesche.records import Document

_NUMBER = re.compile(r"[0-9]{1,6}")


def _escape(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ") or "_"


def format_conllu(parsed: Parsed) -> str:
    """A document as CoNLL-U; MISC carries ``TokenRange=start:end`` and ``Entity=B-PER``."""
    lines = []
    for n, sentence in enumerate(parsed.sentences):
        if n == 0:
            lines.append(f"# newdoc id = {_escape(parsed.document.id)}")
        if n == 0 or parsed.sentences[n - 1].paragraph != sentence.paragraph:
            lines.append("# newpar")
        lines.append(f"# sent_id = {_escape(parsed.document.id)}-{n + 1}")
        lines.append(f"# text = {_escape(sentence.text[sentence.start : sentence.end])}")
        for t, following in zip(sentence.tokens, [*sentence.tokens[1:], None], strict=True):
            feats = "|".join(f"{k}={v}" for k, v in sorted(t.feats.items(), key=lambda x: x[0].lower())) or "_"
            misc = [f"Entity={t.entity}"] if t.entity else []
            if following is not None and following.start == t.end:
                misc.append("SpaceAfter=No")
            misc.append(f"TokenRange={t.start}:{t.end}")
            lines.append(
                "\t".join(
                    (
                        str(t.index + 1),
                        _escape(t.text),
                        _escape(t.lemma),
                        t.upos,
                        "_",
                        feats,
                        str(t.head + 1),
                        t.deprel,
                        "_",
                        "|".join(misc),
                    )
                )
            )
        lines.append("")
    return "\n".join(lines) + ("\n" if lines else "")


def _check_tree(rows: list[list[str]], where: str) -> None:
    """Raises InputError unless words are counted from 1 and every way up through the heads ends at the root."""
    heads = {int(row[0]): int(row[6]) for row in rows}
    counted = [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    grounded = {0}
    for place in heads:
        way: list[int] = []
        while place not in grounded and place in heads and place not in way:
            way.append(place)
            place = heads[place]
        if place in grounded:
            grounded.update(way)
    if not counted or len(grounded) <= len(heads):
        raise InputError(
            "IDs or heads make no tree", where=where, expected="IDs 1, 2, 3 … and heads that lead to 0",
            hint="validate the file with the UD tools",
        )  # fmt: skip


def parse_conllu(lines: Iterable[str], name: str, language: str = "", published: str = "") -> list[Parsed]:
    """Documents from CoNLL-U lines. The text is put together from the forms, and offsets count in it.

    Multi-word token lines are read for their text and their parts share its range. Raises InputError with the
    line number where a row is not CoNLL-U or where a sentence's heads make no tree.
    """
    documents: list[Parsed] = []
    rows: list[list[str]] = []
    ranges: dict[int, tuple[int, str, bool]] = {}
    text, identifier, paragraph = "", name, 0
    sentences: list[list[Token]] = []
    paragraphs: list[int] = []

    def close() -> None:
        nonlocal text, sentences, paragraphs
        if sentences:
            document = Document(identifier, text, published=published, language=language)
            built = [Sentence(i, p, s, text) for i, (s, p) in enumerate(zip(sentences, paragraphs, strict=True))]
            documents.append(Parsed(document, language, built))
        text, sentences, paragraphs = "", [], []

    def sentence() -> None:
        nonlocal text, rows, ranges
        if not rows:
            return
        _check_tree(rows, f"{name}, sentence before line {number}")
        tokens, covered, span = [], 0, (0, 0)
        if text:
            text += " "
        for row in rows:
            place = int(row[0])
            if place in ranges:
                covered, form, glued = ranges[place]
                span = (len(text), len(text) + len(form))
                text += form + ("" if glued else " ")
            elif place > covered:
                span = (len(text), len(text) + len(row[1]))
                text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            feats = dict(p.split("=", 1) for p in row[5].split("|") if "=" in p)
            entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
            tokens.append(
                Token(place - 1, text[span[0] : span[1]], *span, row[2], row[3], feats, int(row[6]) - 1, row[7], entity)
            )
        text = text.rstrip(" ")
        sentences.append(tokens)
        paragraphs.append(paragraph)
        rows, ranges = [], {}

    number = 0
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            close()
            identifier = line.partition("=")[2].strip() or name
        elif line.startswith("# newpar"):
            paragraph += 1
        elif line.startswith("#"):
            continue
        elif not line.strip():
            sentence()
        else:
            columns = line.split("\t")
            if len(columns) != 10:
                raise InputError(
                    f"{len(columns)} columns in a CoNLL-U row", where=f"{name}, line {number}",
                    expected="10 columns separated by tabs", hint="validate the file with the UD tools",
                )  # fmt: skip
            if joint := re.fullmatch(r"([0-9]+)-([0-9]+)", columns[0]):
                ranges[int(joint[1])] = (int(joint[2]), columns[1], "SpaceAfter=No" in columns[9])
            elif not re.fullmatch(r"[0-9]+\.[0-9]+", columns[0]):
                if not (_NUMBER.fullmatch(columns[0]) and _NUMBER.fullmatch(columns[6])):
                    raise InputError(
                        f"{columns[0]!r} as ID and {columns[6]!r} as HEAD", where=f"{name}, line {number}",
                        expected="whole numbers", hint="validate the file with the UD tools",
                    )  # fmt: skip
                rows.append(columns)
    sentence()
    close()
    return documents
