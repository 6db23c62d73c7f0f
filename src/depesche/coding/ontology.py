"""PLOVER 2.0: types, modes, contexts and sectors, read from ``data/plover.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from depesche.coding.knowledge import DATA, Value, flag, locate, mapping, number, only_keys, read_mapping, text, texts
from depesche.errors import DataError

_TYPE_KEYS = ("quad", "score", "meaning", "modes", "needs_recipient", "content_modes")


@dataclass(frozen=True, slots=True)
class Mode:
    """How an act is done. ``context`` is the context it brings with it, or empty."""

    name: str
    score: float
    meaning: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of act. ``content_modes`` says that its mode is read from what the act is about."""

    name: str
    quad: int
    score: float
    meaning: str
    modes: Mapping[str, Mode]
    needs_recipient: bool
    content_modes: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """The codes there are. Every method raises DataError for a code that does not exist.

    ``contexts`` and ``sectors`` map a code to its meaning; ``yields`` a context to those it gives way to.
    """

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    yields: Mapping[str, tuple[str, ...]]

    def event_type(self, type: str) -> EventType:
        try:
            return self.types[type]
        except KeyError:
            raise DataError(f"no event type {type!r}", expected=", ".join(self.types)) from None

    def mode(self, type: str, mode: str) -> Mode:
        modes = self.event_type(type).modes
        try:
            return modes[mode]
        except KeyError:
            known = ", ".join(modes) or f"no mode, {type} has none"
            raise DataError(f"no mode {mode!r} of {type}", expected=known) from None

    def quad(self, type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.event_type(type).quad

    def modes(self, type: str) -> tuple[str, ...]:
        return tuple(self.event_type(type).modes)

    def score(self, type: str, modes: Iterable[str] = ()) -> float:
        """The conflict-cooperation score, -10 to +10.

        PLOVER scores single modes only. Of several the one farthest from zero counts, since an act is as grave
        as the gravest thing in it; of two equally far ones the more conflictual.
        """
        scores = [self.mode(type, mode).score for mode in modes]
        return max(scores, key=lambda s: (abs(s), -s)) if scores else self.event_type(type).score

    def implied_contexts(self, type: str, modes: Iterable[str]) -> tuple[str, ...]:
        """Contexts that the modes bring with them: COERCE cyber is always about cyber."""
        found = (self.mode(type, mode).context for mode in modes)
        return tuple(dict.fromkeys(context for context in found if context))


def _read_mode(name: str, value: Value, where: str) -> Mode:
    data = mapping(value, where)
    only_keys(data, ("score", "meaning", "adds"), where)
    context = text(data["adds"], where) if "adds" in data else ""
    return Mode(name, number(data.get("score", ""), where), text(data.get("meaning", ""), where), context)


def _read_type(name: str, value: Value, where: str) -> EventType:
    data = mapping(value, where)
    only_keys(data, _TYPE_KEYS, where)
    quad = number(data.get("quad", ""), where)
    if quad not in (1, 2, 3, 4):
        raise DataError(f"no quad {quad:g}", where=where, expected="1, 2, 3 or 4")
    modes = mapping(data.get("modes", {}), where)
    return EventType(
        name,
        int(quad),
        number(data.get("score", ""), where),
        text(data.get("meaning", ""), where),
        {mode: _read_mode(mode, v, f"{where} {mode}") for mode, v in modes.items()},
        flag(data.get("needs_recipient", "false"), where),
        flag(data.get("content_modes", "false"), where),
    )


def read_ontology(path: Path, base: Ontology | None = None) -> Ontology:
    """An ontology from a file laid out like ``data/plover.yaml``; raises DataError where it does not hold together.

    With a ``base``, its codes are there, too; what the file defines again replaces the base's.
    """
    data = read_mapping(path)
    name = locate(path)
    only_keys(data, ("extends", "types", "contexts", "sectors"), name)
    types = {t: _read_type(t, v, f"{name}, {t}") for t, v in mapping(data.get("types", {}), name).items()}
    contexts: dict[str, str] = {}
    yields: dict[str, tuple[str, ...]] = {}
    for context, value in mapping(data.get("contexts", {}), name).items():
        where = f"{name}, {context}"
        fields = mapping(value, where)
        only_keys(fields, ("meaning", "yields_to"), where)
        contexts[context] = text(fields.get("meaning", ""), where)
        yields[context] = texts(fields.get("yields_to", []), where)
    sectors = {s: text(v, f"{name}, {s}") for s, v in mapping(data.get("sectors", {}), name).items()}
    if base is not None:
        types, contexts = {**base.types, **types}, {**base.contexts, **contexts}
        yields, sectors = {**base.yields, **yields}, {**base.sectors, **sectors}
    brought = [m.context for t in types.values() for m in t.modes.values() if m.context]
    for context in [*brought, *(other for others in yields.values() for other in others)]:
        if context not in contexts:
            raise DataError(f"no context {context!r}", where=name, expected=", ".join(contexts))
    return Ontology(types, contexts, sectors, yields)


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """PLOVER 2.0, read once."""
    return read_ontology(DATA / "plover.yaml")
