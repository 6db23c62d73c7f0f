"""Who acts and who is acted on: the slots that an entry names, and where else a text tells when they are empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from depesche.coding.acts import Act, are_own_forces, is_same_side
from depesche.coding.content import RULED
from depesche.coding.discourse import at_home, implied_actor
from depesche.coding.entries import Entry
from depesche.coding.lexicon import Lexicon
from depesche.coding.match import Roles
from depesche.entities import Cast
from depesche.language.trees import Token
from depesche.propositions import Grammar, Proposition
from depesche.records import Mention
from depesche.voices import Voice

# Who acts where nobody is named: (type, mode or "" for any) -> role in roles.yaml.
_UNNAMED = {
    ("COERCE", ""): "authorities",
    ("PROTEST", ""): "protesters",
    ("SANCTION", "convict"): "court",
    ("CONCEDE", ""): "authorities",
}
# What a state does with its own forces and diplomats.
_BY_FORCES = {"RETREAT", "CONCEDE", "MOBILIZE", "AGREE", "AID", "COOPERATE", "SANCTION"}
# What is done to a protest is done to those who protest.
_AGAINST_PROTEST = {"ASSAULT", "COERCE"}
# What is said against somebody or asked of somebody, who may be named elsewhere in the sentence.
_AT_SOMEBODY = {"ACCUSE", "REQUEST"}
# Types whose record needs somebody at the other end, found in the content if nowhere else.
_ADDRESSED = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"}


def _finite(p: Proposition) -> Token:
    group = [*p.sentence.children(p.head, "aux", "cop"), p.head]
    return next((t for t in group if t.feats.get("VerbForm") == "Fin"), p.head)


def _number(p: Proposition) -> str:
    """Number of the finite verb, which is that of the subject."""
    return _finite(p).feats.get("Number", "")


def _person(p: Proposition) -> str:
    return _finite(p).feats.get("Person", "")


def _countries(mentions: Sequence[Mention]) -> set[str]:
    return {m.entity.country for m in mentions}


class Parties:
    """Finds the parties to the acts of one document, sentence by sentence (``turn_to``); ``before`` are the acts of the
    sentences before the one at hand."""

    def __init__(self, lexicon: Lexicon, grammar: Grammar, cast: Cast, voices: Sequence[Voice]) -> None:
        self._lexicon, self._grammar, self._cast, self._voices = lexicon, grammar, cast, voices
        self._roles: dict[int, Roles] = {}
        self.before: list[Act] = []
        # Sentence, grammatical number and actors of the last main subject.
        self._topic: tuple[int, str, list[Mention]] = (0, "", [])

    def turn_to(self, roles: dict[int, Roles], before: list[Act]) -> None:
        """Go on to a sentence: its predicates by head, and the acts of the sentences before it."""
        self._remember_topic(self._roles)
        self._roles, self.before = roles, before

    def actors(self, roles: Roles, entry: Entry, status: str) -> tuple[list[Mention], list[Token], dict[str, str]]:
        """Who does what an entry makes of a proposition: (mentions, heads of their phrases, what to add to the act's
        reasons where no slot of the entry names them)."""
        bare = roles.proposition.kind == "noun" and roles.support is None  # "the EU treaty's rejection": by whom?
        found, used = self.fill(roles, self._actor_slots(roles, entry), (), deep=not bare)
        if found:
            return found, used, {}
        p, own = roles.support[0] if roles.support else roles.proposition, roles.proposition
        elsewhere: tuple[tuple[str, Callable[[], Sequence[Mention]]], ...] = (
            ("", lambda: self._host_clause(roles) if entry.type == "CONSULT" else ()),
            ("the subject of the sentence before", lambda: self._left_out(p)),
            ("implied by the text before", lambda: implied_actor(entry.type, own, status, self.before)),
            (RULED, lambda: self._maker(p)),
            ("who acts in that place", lambda: self._unnamed(roles, entry)),
        )
        for reason, look in elsewhere:
            if others := list(look()):
                return others, [], {"actor": reason} if reason else {}
        return [], [], {}

    def recipients(self, roles: Roles, entry: Entry, actor: tuple[Mention, ...]) -> tuple[list[Mention], list[Token]]:
        """Who is at the other end: by the entry's slots; else, for what is said to or of somebody, by its content."""
        slots = (*(roles.support[1].recipient if roles.support else ()), *entry.recipient)
        if entry.type in _AGAINST_PROTEST and (protesters := self._protesters(roles, slots, actor))[0]:
            return protesters
        found, used = self.fill(roles, slots, actor, deep=entry.type != "CONSULT")
        if entry.type in _BY_FORCES:
            found = [m for m in found if not are_own_forces(m, actor)]
        if not found and self._is_settled(roles, entry, actor):
            return [], used
        if not found and entry.type in _ADDRESSED:
            clauses = [self._roles[t.index] for t in roles.tokens("clause") if t.index in self._roles]
            clauses += [self._roles[t.index] for c in clauses for t in c.tokens("clause") if t.index in self._roles]
            if entry.type == "THREATEN":
                clauses += self._conditions(roles)
            found = self._addressed(clauses, actor)
        if not found and entry.type == "ASSAULT":
            found = self._attacked(roles, slots, actor)
        if found and entry.type == "SANCTION" and _countries(found) <= _countries(actor):
            found = [*found, *self._deep(roles, actor)]  # "forbade the company exports to Iran"
        if not found and entry.type == "ACCUSE":
            about = tuple(slot for slot in roles.proposition.slots if self._grammar.is_in(slot, "about"))
            found, used = self.fill(roles, about, actor)
        if not found and entry.type in _ADDRESSED | {"SANCTION", "ASSAULT", "PROTEST"}:
            found = self._deep(roles, actor, occasions=entry.type != "SANCTION")
        if not found and entry.type in _AT_SOMEBODY:
            found = self._beside(roles, actor)
        return found, used

    def _is_settled(self, roles: Roles, entry: Entry, actor: tuple[Mention, ...]) -> bool:
        """Is nobody else meant, whoever the content names? Several agree among themselves; who is urged to do
        something stands in the object ("urged companies to leave Russia")."""
        urged = entry.type == "REQUEST" and "object" in entry.recipient and "object" not in dict(entry.when)
        return (entry.type == "AGREE" and len(actor) > 1) or (
            urged and bool(roles.tokens("object")) and bool(roles.tokens("clause"))
        )

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

    def _host_clause(self, roles: Roles) -> list[Mention]:
        """Who met, where the meeting is only mentioned beside the point: the subject of the clause it stands in
        ("nach einem Treffen mit dem Papst sagte der Kanzler …")."""
        p = roles.proposition
        above = p.parent
        if p.kind != "noun" or above is None or above.kind == "noun" or p.head in above.slots.get("object", ()):
            return []
        partners = any(roles.mentions(slot, deep=False) for slot in p.slots if self._grammar.is_in(slot, "together"))
        return Roles(above, self._cast, voices=self._voices).mentions("subject") if partners else []

    def _maker(self, p: Proposition) -> list[Mention]:
        """Who acts through what he made: "signed a law that bans adoptions", "beschloss ein Gesetz, durch das …"."""
        made = p.sentence.head(p.head) if p.link == "relative" else None
        maker = self._roles.get(made.head) if made is not None and not made.entity else None
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
        if p.kind == "noun" and entry.type != "PROTEST" and not self.fill(roles, entry.recipient, ())[0]:
            return []
        places = [t for slot in p.slots if self._grammar.is_in(slot, "locative") for t in roles.tokens(slot)]
        found = self._cast.unnamed(p.sentence, places, role)
        if found is None and p.kind == "verb":  # most people are arrested, tried and freed where they belong
            suffered = [*p.slots.get("object", ()), *p.slots.get("dative", ())]
            found = self._cast.unnamed(p.sentence, suffered, role)
        if found is None and p.passive:
            found = at_home(p, self.before, lambda country: self._cast.role(role, country))
        return [found] if found else []

    def _actor_slots(self, roles: Roles, entry: Entry) -> tuple[str, ...]:
        p = roles.proposition
        if roles.support is not None and roles.support[1].actor:
            return tuple(dict.fromkeys((*roles.support[1].actor, *entry.actor)))
        if p.kind == "noun" and "of" in entry.recipient and not p.slots.get("of") and roles.support is None:
            # "his arrest", "their abduction": without an of-phrase the possessor is who suffers it
            return tuple(slot for slot in entry.actor if slot != "possessor")
        return entry.actor

    def fill(
        self, roles: Roles, slots: tuple[str, ...], taken: tuple[Mention, ...], deep: bool = True
    ) -> tuple[list[Mention], list[Token]]:
        """The first slot with actors that are not taken: (mentions, heads of the phrases). ``deep`` looks inside
        phrases, too, where no slot has an actor for its head."""

        def skip(mention: Mention) -> bool:
            ours = mention.entity == self._cast.publisher  # "President Biden reaffirmed our partnership"
            return is_same_side(mention, taken) or (ours and mention.entity.country in _countries(taken))

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

    def _conditions(self, roles: Roles) -> list[Roles]:
        """What must not happen, or else: "will respond if Serbia crosses the border"."""
        below = [self._roles[t.index] for t in roles.tokens("adverbial") if t.index in self._roles]
        return [r for r in below if self._grammar.is_in(r.proposition.marker, "conditional")]

    def _addressed(self, clauses: list[Roles], actor: tuple[Mention, ...]) -> list[Mention]:
        """Who has to do what is demanded or is said to have done it: the subject of the content clause, or
        whoever else it names as a party ("bereit, mit dem Iran zu verhandeln")."""
        for clause in clauses:
            others = tuple(s for s in clause.proposition.slots if s not in {"subject", "object", "clause", "adverbial"})
            for slots in (("subject", "object"), others):
                found, _ = self.fill(clause, slots, actor)
                if found:
                    return found
        return []

    def _deep(self, roles: Roles, actor: tuple[Mention, ...], occasions: bool = False) -> list[Mention]:
        """Whoever else is named anywhere in what the act is about, the first one: "verurteilten die Gewalt und die
        Leugnung durch Irans Präsidenten". With ``occasions`` also in why it was said, but who was sanctioned is not
        told by the reason: "recalled ambassadors over the attack on Gaza"."""
        p = roles.proposition
        beside = {"subject", "possessor", "adverbial", "dative", *self._grammar.agent}
        slots = [s for s in p.slots if s not in beside and not self._grammar.is_in(s, "before_or_after")]
        if not occasions:
            slots = [s for s in slots if s in ("object", "clause", "of") or not self._grammar.is_in(s, "about")]
        slots.sort(key=lambda s: s not in ("object", "clause", "of"))
        heads = [head for slot in slots for head in p.slots[slot]]
        tokens = [t for head in heads for t in p.sentence.subtree(head, ("acl:relcl", "parataxis", "advcl"))]
        return self._first_other(roles, tokens, actor)

    def _beside(self, roles: Roles, actor: tuple[Mention, ...]) -> list[Mention]:
        """The first other party of the sentence, for a demand or accusation that is only mentioned ("Die USA gehen auf
        die Forderung des Iran ein"); for a reported one whoever did what came before ("Nach dem Beschluss Ungarns
        sprach die Ministerin von einem Fehler"). Whom a coordinated predicate is about is not meant."""
        p, s = roles.proposition, roles.proposition.sentence
        before = [h for slot in p.slots if self._grammar.is_in(slot, "before_or_after") for h in p.slots[slot]]
        heads = before if p.kind == "verb" else [t for t in s.tokens if t.head < 0]
        apart = {t.index for c in s.children(p.head, "conj") for t in s.subtree(c)}
        tokens = [t for head in heads for t in s.subtree(head) if t.index not in apart]
        return self._first_other(roles, [t for t in tokens if t.upos in {"NOUN", "PROPN"}], actor)

    def _first_other(self, roles: Roles, tokens: list[Token], actor: tuple[Mention, ...]) -> list[Mention]:
        """Who of another country than the actors is named first by these tokens, voices apart."""
        s = roles.proposition.sentence
        own = {a.entity.country for a in actor if a.entity.country != "IGO"} | {""}
        spoken = {t.index for v in self._voices for t in s.within(v.speaker.start, v.speaker.end)}
        for token in tokens:
            above = s.head(token)
            if token.index in spoken or (above is not None and self._grammar.is_in(above.lemma, "time")):  # "US-Dollar"
                continue
            found = [m for m in self._cast.mentions(s, token) if m.entity.country not in own]
            if found := [m for m in found if not is_same_side(m, actor)]:
                return found
        return []

    def _protesters(
        self, roles: Roles, slots: tuple[str, ...], actor: tuple[Mention, ...]
    ) -> tuple[list[Mention], list[Token]]:
        """Who protests where a protest is put down ("löste die Kundgebung auf"), if not who is named then people of
        the place or of the state that acts."""
        p = roles.proposition
        by = sorted(self._grammar.agent)
        for token in (t for slot in slots for t in roles.tokens(slot)):
            if not self._lexicon.in_class(token.lemma, "demonstration"):
                continue
            if token.index in self._roles:
                found, _ = self.fill(self._roles[token.index], ("possessor", "of", *by), actor, deep=False)
                if found:
                    return found, [token]
            places = [t for slot in p.slots if self._grammar.is_in(slot, "locative") for t in roles.tokens(slot)]
            there = self._cast.unnamed(p.sentence, places, "protesters")
            home = next((a.entity.country for a in actor if a.entity.country not in ("", "IGO")), "")
            if there is None and home:
                there = Mention(token.text, token.start, token.end, self._cast.role("protesters", home))
            if there is not None and not is_same_side(there, actor):
                return [there], [token]
        return [], []

    def _attacked(self, roles: Roles, slots: tuple[str, ...], actor: tuple[Mention, ...]) -> list[Mention]:
        """Who is attacked where an attack names a place alone: another country, also by its town ("shelled Kharkiv"),
        or the own people there ("killed ten people in Peshawar"). ``slots`` are those of the entry's recipient."""
        p, s = roles.proposition, roles.proposition.sentence
        places = [t for slot in p.slots if self._grammar.is_in(slot, "locative") for t in roles.tokens(slot)]
        for m in self._cast.found:
            elsewhere = m.entity.country and all(m.entity.country != a.entity.country for a in actor)
            if elsewhere and any(m.start <= t.start < m.end for t in places):
                return [m]
        targets = [t for slot in slots for h in roles.tokens(slot) for t in s.subtree(h, ("acl:relcl", "acl", "conj"))]
        people = self._cast.at(s, [*targets, *places], "people")
        if people and people.entity.country not in _countries(actor):
            return [replace(people, entity=self._cast.state(people.entity.country))]
        return [people] if people else []
