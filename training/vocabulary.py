"""Cut the encoder's 250,037 sub-words down to those that European-language news needs."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

from corpora import Sentence
from encoder import Packed
from tokenizers import Tokenizer, models, normalizers

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
MOST = 70_000  # sub-words kept for their probability alone


def _tokenizer(pieces: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unknown, False))
    tokenizer.normalizer = normalizers.NFKC()
    return tokenizer


def _european(piece: str) -> bool:
    return all(not (c.isalpha() and not unicodedata.name(c, "").startswith(SCRIPTS)) for c in piece)


def build_vocabulary(packed: Packed, sentences: list[Sentence], corpora: Path, out: Path) -> list[int]:
    """Write the cut tokenizer to ``out``; returns the rows of the embedding that belong to it, in order.

    Kept are: special tokens, single characters of European scripts, every sub-word that the corpora
    use twice or more, and the ``MOST`` most probable sub-words of European scripts.
    """
    scored = [(p, round(float(s), 5)) for p, s in zip(packed.pieces, packed.scores, strict=True)]
    full = _tokenizer(scored, packed.specials["unk"])
    words = Counter[str](("▁" if w.spaced else "") + w.form for s in sentences for w in s.words)
    for path in sorted((corpora / "texts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            words.update("▁" + w for w in json.loads(line)["text"].split())
    used = Counter[int]()
    for word, n in words.items():
        for i in full.encode(word, add_special_tokens=False).ids:
            used[i] += n
    keep = {0, 1, 2, packed.specials["unk"]}
    keep |= {i for i, n in used.items() if n >= 2}
    european = [i for i, p in enumerate(packed.pieces) if _european(p)]
    keep |= {i for i in european if len(packed.pieces[i]) == 1}
    keep |= set(sorted(european, key=lambda i: -packed.scores[i])[:MOST])
    rows = sorted(i for i in keep if i < len(packed.pieces))
    tokenizer = _tokenizer([scored[i] for i in rows], rows.index(packed.specials["unk"]))
    tokenizer.save(str(out), pretty=False)
    return rows
