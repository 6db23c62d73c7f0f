"""Words -> sub-word ids. Each word is cut on its own, so that sub-words never cross a word's border."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

LONGEST = 24  # sub-words kept of one word: a URL or a string of digits says nothing more after that


class Subwords:
    """A Unigram vocabulary with a cache, since a few thousand words make up most of any text."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._cache: dict[tuple[str, bool], list[int]] = {}
        self.bos, self.eos, self._unknown = (self._special(name) for name in ("<s>", "</s>", "<unk>"))

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the tokenizer has no {name}")
        return int(number)

    def ids(self, word: str, spaced: bool) -> list[int]:
        """Sub-word ids (one at least) of ``word``; ``spaced`` says that white space stands before it."""
        key = (word, spaced)
        known = self._cache.get(key)
        if known is None:
            text = "▁" + word if spaced else word
            known = self._tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST] or [self._unknown]
            if len(self._cache) > 200_000:
                self._cache.clear()
            self._cache[key] = known
        return known
