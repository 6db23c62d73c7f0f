"""Lemmas as edit scripts: a small set of rules that turn a form into its lemma.

A script is ``casing|prefix|suffix``. The longest stretch that form and lemma share is kept; the part
before it and the part after it are rewritten by character edits: ``.`` keeps a character, ``-`` drops
one, ``+x`` inserts ``x``. Casing is ``l`` lower, ``t`` title, ``u`` upper or ``k`` as in the form.
"abgelehnt" -> "ablehnen" is ``l|..--|-+e+n``. A lemma that shares nothing
with its form is written out after ``=``.  After Straka, Straková & Hajič (2019), UDPipe at SIGMORPHON.
"""

from __future__ import annotations

from functools import lru_cache


def _edits(source: str, target: str) -> str:
    """The cheapest character edits from source to target (Levenshtein without substitution)."""
    rows, columns = len(source), len(target)
    cost = [[i + j for j in range(columns + 1)] for i in range(rows + 1)]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            best = min(cost[i - 1][j], cost[i][j - 1]) + 1
            cost[i][j] = min(best, cost[i - 1][j - 1]) if source[i - 1] == target[j - 1] else best
    script = []
    i, j = rows, columns
    while i or j:
        if i and j and source[i - 1] == target[j - 1] and cost[i][j] == cost[i - 1][j - 1]:
            script.append(".")
            i, j = i - 1, j - 1
        elif j and cost[i][j] == cost[i][j - 1] + 1:
            script.append("+" + target[j - 1])
            j -= 1
        else:
            script.append("-")
            i -= 1
    return "".join(reversed(script))


def _common(first: str, second: str) -> tuple[int, int, int]:
    """Longest common substring: (start in first, start in second, length)."""
    best = (0, 0, 0)
    lengths = [0] * (len(second) + 1)
    for i, a in enumerate(first):
        previous = 0
        for j, b in enumerate(second):
            current = lengths[j + 1]
            lengths[j + 1] = previous + 1 if a == b else 0
            if lengths[j + 1] > best[2]:
                best = (i - lengths[j + 1] + 1, j - lengths[j + 1] + 1, lengths[j + 1])
            previous = current
    return best


def make_script(form: str, lemma: str) -> str:
    """The script that turns ``form`` into ``lemma`` (see the module)."""
    casing = "l"
    if lemma == lemma.upper() and lemma != lemma.lower() and len(lemma) > 1:
        casing = "u"
    elif lemma[:1] != lemma[:1].lower():
        casing = "t"
    low, target = form.lower(), lemma.lower()
    if len(low) != len(form):
        return "=" + lemma
    i, j, length = _common(low, target)
    if not length:
        return "=" + lemma
    edits = f"|{_edits(low[:i], target[:j])}|{_edits(low[i + length :], target[j + length :])}"
    for script in (casing + edits, "k" + edits):
        if apply_script(form, script) == lemma:
            return script
    return "=" + lemma


def _apply(edits: str, text: str, out: list[str]) -> int | None:
    """Run edits over text from its start; how many characters were used, or None if it does not fit."""
    used = 0
    k = 0
    while k < len(edits):
        if edits[k] == "+":
            out.append(edits[k + 1 : k + 2])
            k += 2
            continue
        if used >= len(text):
            return None
        if edits[k] == ".":
            out.append(text[used])
        used += 1
        k += 1
    return used


@lru_cache(maxsize=65536)
def apply_script(form: str, script: str) -> str:
    """The lemma that ``script`` makes of ``form``; the form itself where the script does not fit."""
    if script.startswith("="):
        return script[1:]
    casing, prefix, suffix = script.split("|", 2)
    low = form if casing == "k" else form.lower()
    head: list[str] = []
    used = _apply(prefix, low, head)
    tail_length = sum(1 for k, c in enumerate(suffix) if c in ".-" and (k == 0 or suffix[k - 1] != "+"))
    if used is None or used + tail_length > len(low):
        return form
    tail: list[str] = []
    middle = low[used : len(low) - tail_length]
    if _apply(suffix, low[len(low) - tail_length :], tail) is None:
        return form
    lemma = "".join(head) + middle + "".join(tail)
    if not lemma:
        return form
    if casing == "u":
        return lemma.upper()
    return lemma[:1].upper() + lemma[1:] if casing == "t" else lemma
