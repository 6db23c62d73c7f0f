"""Acts done by saying how things should be: "der Iran müsse …, so Rice" is Rice's request to Iran."""

from __future__ import annotations

from dataclasses import replace

from depesche.coding.acts import Act
from depesche.coding.code import Coder
from depesche.coding.match import innermost
from depesche.propositions import Proposition
from depesche.records import Mention
from depesche.voices import Voice

_DEONTIC = {"necessary", "intended"}


def demands(
    propositions: list[Proposition], acts: list[Act], voices: list[Voice], coder: Coder
) -> tuple[list[Act], list[Act]]:
    """(acts that stay, requests found).

    In the words of a political actor, a clause that says what somebody else has to do is a request; an act coded
    from the same clause is what is requested and no act of its own.
    """
    found: list[Act] = []
    gone: set[int] = set()
    for p in propositions:
        if p.kind == "noun" or p.modality not in _DEONTIC or (p.negated and p.modality == "intended"):
            continue
        voice = innermost(voices, p.head.start, p.head.end)
        if voice is None or not voice.speaker.entity.country:
            continue
        act = coder.requested(p, voice.speaker)
        if act is not None:
            found.append(act)
            gone.add(p.head.index)
    kept = [a for a in acts if a.proposition.head.index not in gone]
    return [_threat(a, voices) for a in kept], found


def _threat(act: Act, voices: list[Voice]) -> Act:
    """An attack that the attacker himself announces is a threat; other acts come back as they are."""
    voice = innermost(voices, act.proposition.head.start, act.proposition.head.end)
    if act.type != "ASSAULT" or act.status != "planned" or voice is None:
        return act
    if not any(m.entity.country == voice.speaker.entity.country for m in act.actor):
        return act
    why = {**act.why, "announced": "by the attacker himself"}
    return replace(act, type="THREATEN", modes=("violence",), status="actual", why=why)


def spoken_by(act: Act, speaker: Mention) -> bool:
    """Is the speaker among the actors, or does somebody in its office speak for the state that acts
    ("Biden said that the United States would help")?"""
    state = speaker.entity.country if speaker.entity.office and speaker.entity.sector == "GOV" else ""
    return any(m.entity.id and m.entity.id in (speaker.entity.id, state) for m in act.actor)
