"""Propositions -> acts: type, modes, actors, recipients, status; every choice with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.coding.acts import SPEECH, SPOKEN, Act, Decision, are_own_forces, is_same_side
from depesche.coding.discourse import at_home, implied_actor, same_addressee
from depesche.coding.entries import Entry
from depesche.coding.lexicon import Lexicon
from depesche.coding.match import Roles, candidates, choose, find_support, innermost
from depesche.coding.modehead import ModeHead
from depesche.coding.status import PROMISED, own_status, status_of
from depesche.coding.typehead import NONE, TypeHead
from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.propositions import Grammar, Proposition, measured
from depesche.records import Mention
from depesche.voices import Voice

# The mode of a request, refusal, threat or offer follows from the kind of act it is about.
_CONTENT_MODE = {
    "REQUEST": {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist",
                "SUPPORT": "assist"},
    "THREATEN": {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict",
                 "PROTEST": "restrict"},
}  # fmt: skip
_CONTENT_MODE["REJECT"] = _CONTENT_MODE["REQUEST"]
_OTHERWISE = {"REQUEST": "change", "REJECT": "change"}
# Who does not do these, or does not want to, refuses.
_REFUSABLE = {"AGREE", "SUPPORT", "CONCEDE", "CONSULT", "COOPERATE", "AID"}
# Who acts where nobody is named: (type, mode or "" for any) -> role in roles.yaml.
_UNNAMED = {
    ("COERCE", ""): "authorities",
    ("PROTEST", ""): "protesters",
    ("SANCTION", "convict"): "court",
    ("CONCEDE", ""): "authorities",
}
# What a state does with its own forces.
_BY_FORCES = {"RETREAT", "CONCEDE", "MOBILIZE", "AGREE", "AID", "COOPERATE"}
# What is said against somebody or asked of somebody, who may be named elsewhere in the sentence.
_AT_SOMEBODY = {"ACCUSE", "REQUEST"}
# Types whose record needs somebody at the other end, found in the content if nowhere else.
_ADDRESSED = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"}

# What the head may report of one party by itself in a language without a lexicon. Of the rest it is right too seldom
# where nobody stands at the other end: "replaced the minister", "announced a suspension".
_LONE = {"PROTEST"}


_RULED = "whose rule it is"


def _signing(act: Act) -> Proposition | None:
    """The predicate above an act that is what a law or order says: to sign that is no act beside it."""
    above = act.proposition.parent if act.why.get("actor") == _RULED else None
    while above is not None and above.kind == "noun":
        above = above.parent
    return above


def _alone(actor: Sequence[Mention], p: Proposition) -> bool:
    """Is it one party, with nobody to meet? An organisation can meet by itself, where the meeting is what a clause is
    about and not the date of something else ("im Vorfeld des G8-Treffens")."""
    return len(actor) == 1 and (actor[0].entity.country != "IGO" or p.head.relation not in {"nsubj", "root"})


def _is_stance(p: Proposition) -> bool:
    """Is it a standing will ("erkennt … nicht an", "will nicht verhandeln", "kündigte an, nicht mehr zu helfen"), not
    that something did not happen?"""
    announced = p.link == "clause" and not p.finite and p.parent is not None and p.parent.kind == "verb"
    return p.kind == "verb" and (p.modality == "willed" or p.tense != "past" or announced)


def _finite(p: Proposition) -> Token:
    group = [*p.sentence.children(p.head, "aux", "cop"), p.head]
    return next((t for t in group if t.feats.get("VerbForm") == "Fin"), p.head)


def _number(p: Proposition) -> str:
    """Number of the finite verb, which is that of the subject."""
    return _finite(p).feats.get("Number", "")


def _person(p: Proposition) -> str:
    return _finite(p).feats.get("Person", "")


def _stands_alone(act: Act, acts: dict[int, Act], roles: dict[int, Roles]) -> bool:
    """Does a noun inside another act's phrase report what somebody else said ("gingen auf Irans Forderung ein")?"""
    if act.proposition.kind != "noun" or act.type not in SPEECH or roles[act.proposition.head.index].support:
        return False
    own = {m.entity.country or m.entity.name for m in act.actor}
    others = [a for a in acts.values() if a is not act]
    return all(own.isdisjoint({m.entity.country or m.entity.name for m in a.actor}) for a in others)


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
        self._before: list[Act] = []
        # Sentence, grammatical number and actors of the last main subject.
        self._topic: tuple[int, str, list[Mention]] = (0, "", [])

    def decide(self, propositions: list[Proposition], before: list[Act]) -> list[Decision]:
        """What becomes of the predicates of one sentence, in text order, given all its propositions and the acts of
        the sentences before it."""
        self._before = before
        by_head = {p.head.index: p for p in propositions}
        roles = {i: self._roles(p, by_head) for i, p in by_head.items()}
        kinds = {i: choose(r, self._lexicon, with_actors=False) for i, r in roles.items()}
        for r in roles.values():
            r.about = {i: e.type for i, e in kinds.items() if e is not None}
        chosen = {i: choose(r, self._lexicon) or self._guess(r) for i, r in roles.items()}
        made = {i: self._act(roles[i], entry, roles) for i, entry in chosen.items() if entry is not None}
        acts = {i: act for i, act in made.items() if isinstance(act, Act)}
        consumed = self._consumed(roles, {i: chosen[i] for i in acts})
        consumed -= {i for i in consumed if i in acts and _stands_alone(acts[i], acts, roles)}
        consumed |= {above.head.index for a in acts.values() if (above := _signing(a)) is not None}
        decisions = []
        for i, p in by_head.items():
            considered = candidates(p, self._lexicon)
            result = made.get(i, "no entry's conditions hold")
            if isinstance(result, Act) and i in consumed:
                result = "part or content of another act"
            act = result if isinstance(result, Act) else None
            if considered or chosen[i] is not None:
                decisions.append(Decision(p, considered, chosen[i], act, "" if act else str(result)))
        self._remember_topic(roles)
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
        recipients, phrases = self._fill(roles, slots, tuple(actors), deep=False)
        known = self._head.probabilities(p.sentence, p.head, roles.tokens("subject"), phrases)
        if not known:
            return None
        type = max(known, key=lambda t: known[t])
        alone = not self._lexicon.all
        if type == NONE or known[type] < (self._head.alone if alone else self._head.threshold):
            return None
        if alone and type not in _LONE and not self._fill(roles, slots, tuple(actors))[0]:
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

    def _remember_topic(self, roles: dict[int, Roles]) -> None:
        """Keep who the sentence's main clause is about, for a next one that leaves its subject out."""
        for r in roles.values():
            p = r.proposition
            if p.parent is None and p.kind != "noun" and p.head.relation == "root":
                slot = "object" if p.passive else "subject"
                if p.slots.get(slot):
                    self._topic = (p.sentence.index, _number(p), r.mentions(slot, deep=False))
                elif found := self._left_out(p):
                    self._topic = (p.sentence.index, _number(p), found)

    def _left_out(self, p: Proposition) -> list[Mention]:
        """Who acts in a clause whose language drops pronouns ("También acusó a Francia"): the main subject before."""
        index, number, found = self._topic
        near = 0 < p.sentence.index - index <= 1
        bare = p.kind == "verb" and p.finite and not p.passive and not p.slots.get("subject")
        if not (self._grammar.null_subject and near and bare) or p.link == "relative" or _person(p) != "3":
            return []
        return found if number == _number(p) else []

    def _consumed(self, roles: dict[int, Roles], chosen: dict[int, Entry | None]) -> set[int]:
        """Predicates that are only the content or a part of another coded one."""
        gone: set[int] = set()
        for i, entry in chosen.items():
            if entry is None:
                continue
            p = roles[i].proposition
            conditioned = {slot for slot, fillers in entry.when if fillers[0] not in {"any", "none", "actor"}}
            for slot in conditioned:  # "brachte seine Bedenken hervor": the noun belongs to the predicate
                gone |= {t.index for t in roles[i].tokens(slot)}
            if entry.type in SPOKEN:
                for slot in self._content_slots(p):
                    gone |= {t.index for h in p.slots.get(slot, []) for t in self._content(p.sentence, h, slot)}
            if entry.type == "REQUEST":  # "called on Mali to release …", where the tree has a purpose
                asked = [t for t in p.slots.get("adverbial", []) if t.feats.get("VerbForm") == "Inf"]
                gone |= {t.index for h in asked for t in self._content(p.sentence, h, "clause")}
            support = roles[i].support
            if support is not None and not self._takes(roles, chosen, support[0], p):
                gone.add(support[0].head.index)
            if entry.type in {"CONSULT", "AGREE"}:  # "met to discuss trade", "proposed a summit to talk": one meeting
                gone |= {j for j, r in roles.items() if self._talks_for(r, chosen.get(j), p)}
            # what goes on with the predicate itself is none of its content, wherever the tree hangs it
            gone -= {j for j, r in roles.items() if r.proposition.parent is p and r.proposition.link == "conj"}
        return gone

    def _talks_for(self, roles: Roles, entry: Entry | None, above: Proposition) -> bool:
        """Is it the purpose of what the predicate above reports, to talk?"""
        p = roles.proposition
        purpose = p.link == "adverbial" and not p.finite and self._grammar.is_in(p.marker, "purpose")
        return p.parent is above and purpose and entry is not None and entry.type == "CONSULT"

    def _takes(
        self, roles: dict[int, Roles], chosen: dict[int, Entry | None], verb: Proposition, noun: Proposition
    ) -> bool:
        """Is the noun what the verb's own entry asks for, or what is said by it ("einigten sich auf eine
        Waffenruhe")? Then the verb reports the act, and the noun belongs to it."""
        entry = chosen.get(verb.head.index)
        if entry is None:
            return False
        slots = {slot for slot, fillers in entry.when if fillers[0] not in {"any", "none", "actor"}}
        if entry.type in SPOKEN:
            slots |= {*self._content_slots(verb)}
        return any(noun.head in roles[verb.head.index].tokens(slot) for slot in slots)

    def _content_slots(self, p: Proposition) -> tuple[str, ...]:
        """Where the content of a spoken act stands."""
        return ("clause", "object", *(s for s in p.slots if self._grammar.is_in(s, "content")))

    def _content(self, sentence: Sentence, head: Token, slot: str) -> list[Token]:
        """Predicates inside the content of a spoken act, down to the next finite clause of its own."""
        without = ("acl:relcl", "parataxis", "advcl")
        if slot != "clause":
            return list(sentence.conjuncts(head))
        return sentence.subtree(head, without)

    def _act(self, roles: Roles, entry: Entry, all_roles: dict[int, Roles]) -> Act | str:
        """The act that an entry makes of a proposition, or why there is none."""
        p, support = roles.proposition, roles.support[0] if roles.support else None
        if (support or p).modality in {"necessary", "able"}:
            return "what should or can be done is no act"
        type, why, status = entry.type, {"type": entry.id}, status_of(p, self._grammar, support)
        if status == "possible" and self._is_reported(support or p):
            status = "actual"
        actor, used = self._fill(roles, self._actor_slots(roles, entry), ())
        if not actor and type == "CONSULT":
            actor = self._host_clause(roles)
        if not actor:
            actor = self._left_out(support or p)
            why |= {"actor": "the subject of the sentence before"} if actor else {}
        if not actor:
            actor = list(implied_actor(type, p, status, self._before))
            why |= {"actor": "implied by the text before"} if actor else {}
        if not actor:
            actor = self._maker(support or p, all_roles)
            why |= {"actor": _RULED} if actor else {}
        if not actor:
            actor = self._unnamed(roles, entry)
            why |= {"actor": "who acts in that place"} if actor else {}
        if not actor:
            return "no actor is named"
        recipient, used_too = self._recipient(roles, entry, tuple(actor), all_roles)
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
        about = entry.type if "promised" in why else "" if entry.ahead else self._about(roles, all_roles)
        if about and type in SPEECH:
            why["about"] = about
        modes = self._modes(roles, entry, type)
        if type == "CONSULT" and "visit" not in modes:
            actor, recipient = [*actor, *[m for m in recipient if m not in actor]], []
        if type == "CONSULT" and p.kind == "noun" and support is None and _alone(actor, p):
            return "a meeting with one party named"
        words = self._words(roles, [*used, *used_too])
        trigger = tuple(p.words if support is None else [*support.words, *p.words])
        return Act(p, type, modes, tuple(actor), tuple(recipient), status, tuple(words), trigger, why)

    def _is_reported(self, p: Proposition) -> bool:
        """Does the conditional only say that somebody else says so ("l'armée aurait tué vingt civils, selon l'ONU")?"""
        if p.mood != "Cnd" or p.modality or p.link == "adverbial" or p.head.feats.get("VerbForm") != "Part":
            return False
        if any(self._grammar.is_in(t.lemma.lower(), "conditional") for c in p.slots.get("adverbial", ())
               for t in p.sentence.children(c, "mark")):  # fmt: skip
            return False
        return innermost(self._voices, p.head.start, p.head.end) is not None

    def _is_said_by(self, p: Proposition, actor: list[Mention]) -> bool:
        """Does one of the actors, or somebody of their state, say it ("warned that it would respond")?"""
        voice = innermost(self._voices, p.head.start, p.head.end)
        return voice is not None and voice.speaker.entity.country in {m.entity.country for m in actor} - {"", "IGO"}

    def _host_clause(self, roles: Roles) -> list[Mention]:
        """Who met, where the meeting is only mentioned beside the point: the subject of the clause it stands in
        ("nach einem Treffen mit dem Papst sagte der Kanzler …")."""
        p = roles.proposition
        above = p.parent
        if p.kind != "noun" or above is None or above.kind == "noun" or p.head in above.slots.get("object", ()):
            return []
        partners = any(roles.mentions(slot, deep=False) for slot in p.slots if self._grammar.is_in(slot, "together"))
        return Roles(above, self._cast, voices=self._voices).mentions("subject") if partners else []

    def _maker(self, p: Proposition, all_roles: dict[int, Roles]) -> list[Mention]:
        """Who acts through what he made: "signed a law that bans adoptions", "beschloss ein Gesetz, durch das …"."""
        made = p.sentence.head(p.head) if p.link == "relative" else None
        maker = all_roles.get(made.head) if made is not None and not made.entity else None
        if maker is None or made not in maker.proposition.slots.get("object", ()):
            return []
        return maker.mentions("subject", deep=False)

    def _unnamed(self, roles: Roles, entry: Entry) -> list[Mention]:
        """Who does what is reported of a place without naming anybody: arrests are made by its authorities, protests
        by its people."""
        p = roles.proposition
        role = next(
            (r for (type, mode), r in _UNNAMED.items() if type == entry.type and mode in ("", *entry.modes)), ""
        )
        if not role or (p.slots.get("subject") and entry.type != "PROTEST"):
            return []
        if not (p.passive or p.kind == "noun" or entry.type == "PROTEST"):
            return []
        if p.kind == "noun" and entry.type != "PROTEST" and not self._fill(roles, entry.recipient, ())[0]:
            return []
        places = [t for slot in p.slots if self._grammar.is_in(slot, "locative") for t in roles.tokens(slot)]
        found = self._cast.unnamed(p.sentence, places, role)
        if found is None and p.kind == "verb":  # most people are arrested, tried and freed where they belong
            suffered = [*p.slots.get("object", ()), *p.slots.get("dative", ())]
            found = self._cast.unnamed(p.sentence, suffered, role)
        if found is None and p.passive:
            found = at_home(p, self._before, lambda country: self._cast.role(role, country))
        return [found] if found else []

    def _actor_slots(self, roles: Roles, entry: Entry) -> tuple[str, ...]:
        p = roles.proposition
        if roles.support is not None and roles.support[1].actor:
            return tuple(dict.fromkeys((*roles.support[1].actor, *entry.actor)))
        if p.kind == "noun" and "of" in entry.recipient and not p.slots.get("of") and roles.support is None:
            # "his arrest", "their abduction": without an of-phrase the possessor is who suffers it
            return tuple(slot for slot in entry.actor if slot != "possessor")
        return entry.actor

    def _recipient(
        self, roles: Roles, entry: Entry, actor: tuple[Mention, ...], all_roles: dict[int, Roles]
    ) -> tuple[list[Mention], list[Token]]:
        """Who is at the other end: by the entry's slots; else, for what is said to or of somebody, by its content."""
        slots = (*(roles.support[1].recipient if roles.support else ()), *entry.recipient)
        found, used = self._fill(roles, slots, actor, deep=entry.type != "CONSULT")
        if entry.type in _BY_FORCES:
            found = [m for m in found if not are_own_forces(m, actor)]
        if not found and entry.type in _ADDRESSED:
            clauses = [all_roles[t.index] for t in roles.tokens("clause") if t.index in all_roles]
            clauses += [all_roles[t.index] for c in clauses for t in c.tokens("clause") if t.index in all_roles]
            if entry.type == "THREATEN":
                clauses += self._conditions(roles, all_roles)
            found = self._addressed(clauses, actor)
        if not found and entry.type == "ASSAULT":
            found = self._attacked(roles, actor)
        if not found and entry.type == "ACCUSE":
            about = tuple(slot for slot in roles.proposition.slots if self._grammar.is_in(slot, "about"))
            found, used = self._fill(roles, about, actor)
        if not found and entry.type in _ADDRESSED | {"SANCTION", "ASSAULT", "PROTEST"}:
            found = self._deep(roles, actor)
        if not found and entry.type in _AT_SOMEBODY:
            found = self._beside(roles, actor)
        return found, used

    def _fill(
        self, roles: Roles, slots: tuple[str, ...], taken: tuple[Mention, ...], deep: bool = True
    ) -> tuple[list[Mention], list[Token]]:
        """The first slot with actors that are not taken: (mentions, heads of the phrases). ``deep`` looks inside
        phrases, too, where no slot has an actor for its head."""

        def skip(mention: Mention) -> bool:
            return is_same_side(mention, taken)

        for depth in (False, True) if deep else (False,):
            for slot in slots:
                found = roles.mentions(slot, depth, skip)
                if found:
                    return found, roles.tokens(slot)
        for slot, other in (("object", "dative"), ("dative", "object")):  # trees often mistake one for the other
            if slot in slots and other not in slots:
                found = roles.mentions(other, False, skip)
                if found:
                    return found, roles.tokens(other)
        return [], []

    def requested(self, p: Proposition, speaker: Mention) -> Act | None:
        """The request that a speaker makes by saying that somebody must do what ``p`` says; None if nobody must."""
        roles = Roles(p, self._cast, voices=self._voices)
        slots = ("object", *p.slots) if p.passive else ("subject",)
        addressed, _ = self._fill(roles, slots, (speaker,))
        if not addressed:
            addressed = list(same_addressee(speaker, p, self._before))
        if not addressed or any(m.entity.country == speaker.entity.country for m in addressed):
            return None
        content = choose(roles, self._lexicon, with_actors=False)
        mode = _CONTENT_MODE["REQUEST"].get(content.type if content else "", _OTHERWISE["REQUEST"])
        words = self._words(roles, [])
        why = {"type": f"said: {p.modality}"}
        return Act(p, "REQUEST", (mode,), (speaker,), tuple(addressed), "actual", tuple(words), tuple(p.words), why)

    def _about(self, roles: Roles, all_roles: dict[int, Roles]) -> str:
        """The type of what is said, offered, asked for: "proposed a summit" is about CONSULT; "" where no entry knows.

        Of a saying inside a saying, what that is about ("proposed to arrange a meeting")."""
        type, token = next(self._contents(roles), ("", -1))
        if type in SPOKEN and token in all_roles:
            type, _ = next(self._contents(all_roles[token]), ("", -1))
        return "" if type in SPOKEN else type

    def _contents(self, roles: Roles) -> Iterator[tuple[str, int]]:
        """The types and tokens of what stands in the slots of what is said."""
        for slot in ("of", *self._content_slots(roles.proposition)):
            for head in roles.tokens(slot):
                for token in roles.proposition.sentence.conjuncts(head):
                    if token.index in roles.about:
                        yield roles.about[token.index], token.index

    def _conditions(self, roles: Roles, all_roles: dict[int, Roles]) -> list[Roles]:
        """What must not happen, or else: "will respond if Serbia crosses the border"."""
        below = [all_roles[t.index] for t in roles.tokens("adverbial") if t.index in all_roles]
        return [r for r in below if self._grammar.is_in(r.proposition.marker, "conditional")]

    def _addressed(self, clauses: list[Roles], actor: tuple[Mention, ...]) -> list[Mention]:
        """Who has to do what is demanded or is said to have done it: the subject of the content clause, or
        whoever else it names as a party ("bereit, mit dem Iran zu verhandeln")."""
        for clause in clauses:
            others = tuple(s for s in clause.proposition.slots if s not in {"subject", "object", "clause", "adverbial"})
            for slots in (("subject", "object"), others):
                found, _ = self._fill(clause, slots, actor)
                if found:
                    return found
        return []

    def _deep(self, roles: Roles, actor: tuple[Mention, ...]) -> list[Mention]:
        """Whoever else is named anywhere in what the act is about, the first one: "verurteilten die Gewalt und die
        Leugnung durch Irans Präsidenten"."""
        p = roles.proposition
        own = {a.entity.country for a in actor if a.entity.country != "IGO"} | {""}
        spoken = {t.index for v in self._voices for t in p.sentence.within(v.speaker.start, v.speaker.end)}
        for slot, heads in p.slots.items():
            if slot in {"subject", "possessor", "adverbial", "dative"} or self._grammar.is_in(slot, "before_or_after"):
                continue
            for head in heads:
                for token in p.sentence.subtree(head, ("acl:relcl", "parataxis", "advcl")):
                    found = [m for m in roles.cast.mentions(p.sentence, token) if m.entity.country not in own]
                    if found and token.index not in spoken:
                        return found
        return []

    def _beside(self, roles: Roles, actor: tuple[Mention, ...]) -> list[Mention]:
        """The first other state that the sentence names, where the clause names none: "Nach dem Beschluss Ungarns
        sprach die Ministerin von einem Fehler"; whom a coordinated predicate is about is not meant."""
        p, s = roles.proposition, roles.proposition.sentence
        own = {a.entity.country for a in actor} | {""}
        others = {t.index for v in self._voices for t in s.within(v.speaker.start, v.speaker.end)}
        others |= {t.index for c in s.children(p.head, "conj") for t in s.subtree(c)}
        for token in s.tokens:
            if token.index not in others and token.upos in {"NOUN", "PROPN"}:
                found = [m for m in self._cast.mentions(s, token) if m.entity.country not in own]
                if found:
                    return found
        return []

    def _attacked(self, roles: Roles, actor: tuple[Mention, ...]) -> list[Mention]:
        """The country where an attack took place, if it is not the attacker's own: who is attacked there."""
        p = roles.proposition
        places = [t for slot in p.slots if self._grammar.is_in(slot, "locative") for t in roles.tokens(slot)]
        for m in self._cast.found:
            elsewhere = m.entity.country and all(m.entity.country != a.entity.country for a in actor)
            if elsewhere and any(m.start <= t.start < m.end for t in places):
                return [m]
        return []

    def _modes(self, roles: Roles, entry: Entry, type: str) -> tuple[str, ...]:
        if type != entry.type:
            return ()
        if entry.content_mode:
            return self._content_modes(roles, entry)
        if entry.modes or entry.ahead:  # what is answered says nothing about the answer
            return entry.modes
        p = roles.proposition
        words = [
            p.compound,
            p.lemma,
            *(t.lemma for t in self._words(roles, []) if t.upos in {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}),
        ]
        found: dict[str, None] = {}
        for lemma in filter(None, words):
            for mode in self._lexicon.word_modes(type, lemma):
                found.setdefault(mode)
        return tuple(found)[:2]

    def _content_modes(self, roles: Roles, entry: Entry) -> tuple[str, ...]:
        table = _CONTENT_MODE.get(entry.type, {})
        content = [t for slot in ("clause", *entry.recipient, "object") for t in roles.tokens(slot)]
        content += [
            t for slot, ts in roles.proposition.slots.items() if slot not in {"subject", "possessor"} for t in ts
        ]
        for token in content:
            for t in roles.proposition.sentence.conjuncts(token):
                if roles.about.get(t.index) in table:
                    return (table[roles.about[t.index]],)
        return (_OTHERWISE[entry.type],) if entry.type in _OTHERWISE and content else ()

    def _words(self, roles: Roles, phrases: list[Token]) -> list[Token]:
        """Tokens of the quote: the predicate and its arguments, without the clauses that hang on them."""
        p, s = roles.proposition, roles.proposition.sentence
        found = list(p.words)
        if roles.support is not None:
            found += roles.support[0].words
        without = ("acl:relcl", "parataxis", "punct")
        wanted = [*phrases]
        for slot, tokens in p.slots.items():
            if slot not in {"adverbial"}:
                wanted += tokens
        for token in wanted:
            found += s.subtree(measured(s, token, self._grammar), without)
        return sorted({t.index: t for t in found}.values(), key=lambda t: t.index)
