"""Propositions -> acts: type, modes, actors, recipients, status; every choice with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.coding.acts import SPEECH, Act, Decision
from depesche.coding.content import about, belonging
from depesche.coding.discourse import same_addressee
from depesche.coding.entries import Entry
from depesche.coding.lexicon import Lexicon
from depesche.coding.match import Roles, candidates, choose, find_support, innermost
from depesche.coding.modehead import ModeHead
from depesche.coding.modes import content_mode, modes_of
from depesche.coding.parties import Parties
from depesche.coding.quote import words_of
from depesche.coding.status import PROMISED, own_status, status_of
from depesche.coding.typehead import NONE, TypeHead
from depesche.entities import Cast
from depesche.propositions import Grammar, Proposition
from depesche.records import Mention
from depesche.voices import Voice

# Who does not do these, or does not want to, refuses.
_REFUSABLE = {"AGREE", "SUPPORT", "CONCEDE", "CONSULT", "COOPERATE", "AID"}

# What the head may report of one party by itself in a language without a lexicon. Of the rest it is right too seldom
# where nobody stands at the other end: "replaced the minister", "announced a suspension".
_LONE = {"PROTEST"}


def _alone(actor: Sequence[Mention], p: Proposition) -> bool:
    """Is it one party, with nobody to meet? An organisation can meet by itself, where the meeting is what a clause is
    about and not the date of something else ("im Vorfeld des G8-Treffens")."""
    return len(actor) == 1 and (actor[0].entity.country != "IGO" or p.head.relation not in {"nsubj", "root"})


def _is_stance(p: Proposition) -> bool:
    """Is it a standing will ("erkennt … nicht an", "will nicht verhandeln", "kündigte an, nicht mehr zu helfen"), not
    that something did not happen?"""
    announced = p.link == "clause" and not p.finite and p.parent is not None and p.parent.kind == "verb"
    return p.kind == "verb" and (p.modality == "willed" or p.tense != "past" or announced)


class Coder:
    """Codes the sentences of one document. Where no entry of the lexicon speaks for a predicate, ``head`` is asked for
    the type and ``mode_head`` for the mode."""

    def __init__(
        self,
        lexicon: Lexicon,
        grammar: Grammar,
        cast: Cast,
        voices: Sequence[Voice] = (),
        head: TypeHead | None = None,
        mode_head: ModeHead | None = None,
    ) -> None:
        self._lexicon, self._grammar, self._cast, self._voices, self._head = lexicon, grammar, cast, voices, head
        self._mode_head = mode_head
        self._parties = Parties(lexicon, grammar, cast, voices)

    def decide(self, propositions: list[Proposition], before: list[Act]) -> list[Decision]:
        """What becomes of the predicates of one sentence, in text order, given all its propositions and the acts of
        the sentences before it."""
        by_head = {p.head.index: p for p in propositions}
        roles = {i: self._roles(p, by_head) for i, p in by_head.items()}
        kinds = {i: choose(r, self._lexicon, with_actors=False) for i, r in roles.items()}
        for r in roles.values():
            r.about = {i: e.type for i, e in kinds.items() if e is not None}
        self._parties.turn_to(roles, before)
        chosen = {i: choose(r, self._lexicon) or self._guess(r) for i, r in roles.items()}
        made = {i: self._act(roles[i], entry, roles) for i, entry in chosen.items() if entry is not None}
        acts = {i: act for i, act in made.items() if isinstance(act, Act)}
        consumed = belonging(roles, chosen, acts, self._grammar)
        decisions = []
        for i, p in by_head.items():
            considered = candidates(p, self._lexicon)
            result = made.get(i, "no entry's conditions hold")
            if isinstance(result, Act) and i in consumed:
                result = "part or content of another act"
            act = result if isinstance(result, Act) else None
            if considered or chosen[i] is not None:
                decisions.append(Decision(p, considered, chosen[i], act, "" if act else str(result)))
        return decisions

    def _roles(self, p: Proposition, by_head: dict[int, Proposition]) -> Roles:
        support = find_support(p, by_head, self._lexicon)
        ahead = p.kind == "verb" and "planned" in (own_status(p, self._grammar), status_of(p, self._grammar))
        return Roles(p, self._cast, support, self._voices, ahead)

    def _guess(self, roles: Roles) -> Entry | None:
        """What the type head makes of a verb with an actor that no entry speaks for, if it is sure enough."""
        p = roles.proposition
        if self._head is None or p.kind != "verb":
            return None
        actors = roles.mentions("subject", deep=False)
        if not actors:
            return None
        slots = ("object", "dative", *(s for s in p.slots if s not in {"subject", "object", "dative", "clause"}))
        recipients, phrases = self._parties.fill(roles, slots, tuple(actors), deep=False)
        known = self._head.probabilities(p.sentence, p.head, roles.tokens("subject"), phrases)
        if not known:
            return None
        type = max(known, key=lambda t: known[t])
        alone = not self._lexicon.all
        if type == NONE or known[type] < (self._head.alone if alone else self._head.threshold):
            return None
        if alone and type not in _LONE and not self._parties.fill(roles, slots, tuple(actors))[0]:
            return None
        event_type = self._lexicon.ontology.types.get(type)
        if event_type is None or (not recipients and (event_type.needs_recipient or self._only_says(p))):
            return None
        decided = f"head: {type} {known[type]:.2f}"
        modes: tuple[str, ...] = ()
        if self._mode_head is not None:
            mode, sure = self._mode_head.mode(p.sentence, p.head, type)
            if mode and sure >= self._mode_head.threshold:
                modes, decided = (mode,), f"{decided}, {mode} {sure:.2f}"
        return Entry(
            decided, p.kind, p.lemma, False, type, modes,
            event_type.content_modes and not modes and not alone,  # what is asked for is not known there
            ("subject",), slots, (), False, "",
        )  # fmt: skip

    def _only_says(self, p: Proposition) -> bool:
        """Is the verb no more than the cue of what its clause says ("announced that the police had arrested …")?"""
        cues = [v.cue for v in self._voices if v.cue is not None]
        return bool(p.slots.get("clause")) and any(c.start <= p.head.start < c.end for c in cues)

    def _act(self, roles: Roles, entry: Entry, others: dict[int, Roles]) -> Act | str:
        """The act that an entry makes of a proposition, or why there is none. ``others`` are all of the sentence."""
        p, support = roles.proposition, roles.support[0] if roles.support else None
        if (support or p).modality in {"necessary", "able"}:
            return "what should or can be done is no act"
        type, why, status = entry.type, {"type": entry.id}, status_of(p, self._grammar, support)
        if status == "possible" and self._is_reported(support or p):
            status = "actual"
        actor, used, unnamed = self._parties.actors(roles, entry, status)
        if not actor:
            return "no actor is named"
        why |= unnamed
        recipient, used_too = self._parties.recipients(roles, entry, tuple(actor))
        if status == "planned" and type in PROMISED:
            type, status = PROMISED[type], "actual"
            why["promised"] = f"{entry.type} lies ahead"
        if entry.ahead:
            if status != "planned" and not self._is_said_by(p, actor):
                return "somebody else speaks of what is to come"
            status = "actual"
        refuses = _is_stance(support or p) or self._grammar.is_in((support or p).lemma, "consent")
        if status == "negated" and type in _REFUSABLE and (support or p).negated and refuses:
            why["refused"] = f"not {type}"
            type, status = "REJECT", "actual"
        content = entry.type if "promised" in why else "" if entry.ahead else about(roles, others, self._grammar)
        if content and type in SPEECH:
            why["about"] = content
        modes = modes_of(roles, entry, type, self._lexicon, self._grammar)
        if type == "CONSULT" and "visit" not in modes:
            actor, recipient = [*actor, *[m for m in recipient if m not in actor]], []
        if type == "CONSULT" and p.kind == "noun" and support is None and _alone(actor, p):
            return "a meeting with one party named"
        words = words_of(roles, self._grammar, [*used, *used_too])
        trigger = tuple(p.words if support is None else [*support.words, *p.words])
        return Act(p, type, modes, tuple(actor), tuple(recipient), status, tuple(words), trigger, why)

    def _is_said_by(self, p: Proposition, actor: list[Mention]) -> bool:
        """Does one of the actors, or somebody of their state, say it ("warned that it would respond")?"""
        voice = innermost(self._voices, p.head.start, p.head.end)
        return voice is not None and voice.speaker.entity.country in {m.entity.country for m in actor} - {"", "IGO"}

    def _is_reported(self, p: Proposition) -> bool:
        """Does the conditional only say that somebody else says so ("l'armée aurait tué vingt civils, selon l'ONU")?"""
        if p.mood != "Cnd" or p.modality or p.link == "adverbial" or p.head.feats.get("VerbForm") != "Part":
            return False
        if any(self._grammar.is_in(t.lemma.lower(), "conditional") for c in p.slots.get("adverbial", ())
               for t in p.sentence.children(c, "mark")):  # fmt: skip
            return False
        return innermost(self._voices, p.head.start, p.head.end) is not None

    def requested(self, p: Proposition, speaker: Mention) -> Act | None:
        """The request that a speaker makes by saying that somebody must do what ``p`` says; None if nobody must."""
        roles = Roles(p, self._cast, voices=self._voices)
        slots = ("object", *p.slots) if p.passive else ("subject",)
        addressed, _ = self._parties.fill(roles, slots, (speaker,))
        if not addressed:
            addressed = list(same_addressee(speaker, p, self._parties.before))
        if not addressed or any(m.entity.country == speaker.entity.country for m in addressed):
            return None
        content = choose(roles, self._lexicon, with_actors=False)
        mode = content_mode("REQUEST", content.type if content else "")
        words = words_of(roles, self._grammar)
        why = {"type": f"said: {p.modality}"}
        return Act(p, "REQUEST", (mode,), (speaker,), tuple(addressed), "actual", tuple(words), tuple(p.words), why)
