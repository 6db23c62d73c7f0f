"""Persons in a document: known ones by the tables, unknown ones by the title, country or party beside the name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from depesche.entities import phrases
from depesche.entities.marks import PersonSpan, key
from depesche.entities.memory import SUBJECT
from depesche.entities.spelling import fold
from depesche.language.trees import Sentence, Token
from depesche.places import country_of
from depesche.records import Entity, Mention

if TYPE_CHECKING:
    from depesche.entities.scene import Scene


TITLED = frozenset({"GOV", "MIL", "COP", "OPP", "LEG", "JUD", "SPY", "PTY", "ELI", "LAB"})
"""Sectors of titles that a text gives without a country to persons of the country it is about."""
BODIES = ("body", "local", "organisation")
GOVERNED = ("compound", "flat", "appos", "nmod")


@dataclass(slots=True)
class Known:
    """The persons met in the document so far, by folded name and by office."""

    by_name: dict[str, Entity] = field(default_factory=dict)
    order: list[tuple[int, Entity]] = field(default_factory=list)

    def add(self, scene: Scene, entity: Entity, gender: str, names: tuple[str, ...] = (), start: int = -1) -> None:
        for name in names:
            known = self.by_name.setdefault(name, entity)
            if entity.country and (not known.country or (entity.office and not known.office)):
                self.by_name[name] = entity
        if gender:
            scene.memory.genders[entity.id] = gender
        if start >= 0:
            self.order.append((start, entity))

    def holder(self, scene: Scene, office: str, before: int, country: str = "", gender: str = "") -> Entity | None:
        """The person named before an offset who holds the office, for the country and of the gender if one is given.

        Of several, "the president" is the one whom the text has made its subject most often, then the latest."""
        titles = {office, *scene.tables.offices[office].also}
        fitting = [(start, e) for start, e in self.order
                   if start < before and e.office in titles and country in ("", e.country)
                   and gender in ("", scene.memory.genders.get(e.id, gender))]  # fmt: skip
        subjects = Counter(
            r.mentions[0].entity.id
            for r in scene.memory.referents
            if len(r.mentions) == 1 and r.start < before and r.salience == SUBJECT
        )
        return max(fitting, key=lambda x: (subjects[x[1].id], x[0]))[1] if fitting else None

    def holders(self, scene: Scene, office: str, before: int) -> list[Entity]:
        """All of them in text order, if they are several: "the presidents"."""
        titles = {office, *scene.tables.offices[office].also}
        met = sorted(self.order, key=lambda x: x[0])
        found = {e.id: e for start, e in met if start < before and e.office in titles}
        return list(found.values()) if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class Tie:
    """What the words beside a name say of a person: office, country, sector."""

    office: str = ""
    country: str = ""
    sector: str = ""
    organisation: str = ""


def introduce(scene: Scene, sentence: Sentence) -> None:
    """Identifies the full names of a sentence, so that short names anywhere in the document can follow them."""
    for place, span in scene.marks.person.items():
        if place[0] == sentence.index and place[1] == span.first and span.last > span.first:
            identify(scene, sentence, span)


def identify(scene: Scene, sentence: Sentence, span: PersonSpan) -> Entity:
    """Who the name means. A single name follows a longer one of the document."""
    words = [t.text for t in sentence.tokens[span.first : span.last + 1] if t.text not in ("-", ".")]
    last_token = sentence.tokens[span.last]
    names = scene.marks.spellings(words)
    if last_token.feats.get("Case") == "Gen":
        names.reverse()
    for name in names:
        entity = scene.known.by_name.get(fold(name))
        if entity is not None and (entity.office or len(words) == 1):  # else a title here may tell more
            scene.known.add(scene, entity, "", (), span.start)
            return entity
    tie = tie_of(scene, sentence, span)
    entity, gender = _listed(scene, names, tie, bare=len(words) == 1)
    if not entity.country and entity.id.startswith("person:") and not gender:
        entity = replace(entity, country=_surroundings(scene, sentence, span, tie))
    gender = gender or _gender(scene, sentence, span)
    keys = tuple(dict.fromkeys(k for n in names for k in _keys(scene, n, len(words))))
    scene.known.add(scene, entity, gender, keys if len(words) > 1 or entity.country else (), span.start)
    return entity


def _listed(scene: Scene, names: list[str], tie: Tie, *, bare: bool) -> tuple[Entity, str]:
    people = scene.tables.people
    for name in names:
        parts = name.split()
        for form in dict.fromkeys((name, f"{parts[0]} {parts[-1]}") if len(parts) > 2 else (name,)):
            person = people.choose(form, scene.when, tie.country, tie.office, bare=bare)
            if person is not None:
                return _titled(people.entity(person, scene.when), tie), person.gender
    name = names[0]
    return Entity(f"person:{fold(name).replace(' ', '-')}", name, tie.country, tie.sector, tie.office), ""


def _titled(entity: Entity, tie: Tie) -> Entity:
    """A listed person with the title that the text gives, where the tables know no term at that time."""
    if entity.sector not in ("", "ELI") or not (tie.office or (tie.sector and not entity.sector)):
        return entity
    return replace(entity, office=tie.office, sector=tie.sector)


def _surroundings(scene: Scene, sentence: Sentence, span: PersonSpan, tie: Tie) -> str:
    """The country of somebody titled that no table knows and whose title names none: the text's own."""
    if tie.country or tie.sector not in TITLED:
        return tie.country
    if any(phrases.belongs_elsewhere(sentence, scene, t) for t in _titles(scene, sentence, span)):
        return ""
    if scene.publisher is not None and tie.sector == "ELI":
        return ""  # whom it calls former may be anybody's
    return phrases.publishers(scene, tie.office) or scene.focus(sentence)


def _keys(scene: Scene, name: str, length: int) -> list[str]:
    """Under which keys a person is found again: the whole name and its last part, with and without particles."""
    parts = name.split()
    keys = [fold(name)]
    if length > 1:
        keys += [fold(parts[-1]), fold(parts[-1].split("-")[-1])]
        for n in range(len(parts) - 2, 0, -1):
            if parts[n].lower() in scene.words.particles:
                keys += [fold(" ".join(parts[n:])), fold(" ".join(parts[n : n + 2]))]
    keys += [fold(k) for p in scene.tables.people.named(name) for k in scene.tables.people.surnames(p)]
    return [k for k in keys if len(k) > 1]


def _gender(scene: Scene, sentence: Sentence, span: PersonSpan) -> str:
    """By a title in front of the name or the grammatical gender of the title noun."""
    if span.first > 0 and (g := scene.words.titles.get(sentence.tokens[span.first - 1].text.rstrip("."))):
        return g
    for noun in _titles(scene, sentence, span):
        if scene.words.grammatical and (g := {"Masc": "m", "Fem": "f"}.get(noun.feats.get("Gender", ""), "")):
            return g
    return ""


def mention(scene: Scene, span: PersonSpan) -> tuple[Mention, ...]:
    """The mention of a name; () for a person without any political tie."""
    sentence = scene.parsed.sentences[span.sentence]
    entity = identify(scene, sentence, span)
    return (scene.mention(span.start, span.end, entity),) if is_political(entity) else ()


def is_political(entity: Entity) -> bool:
    """Whether a person counts: somebody with a country, or of a movement that has none."""
    return bool(entity.country) or entity.sector == "REB"


def beside(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...] | None:
    """The person whose title the noun is ("Präsident Putin", "the minister, Ann Doe"), or the body of that kind ("the
    broadcaster CNN"), with the name's span; () for a person without any political tie, None where no name is."""
    near = sentence.children(token, "flat", "appos", "nmod", "compound")
    near = [c for c in near if c.relation != "compound" or c.start > token.start]  # "Putin-Berater": not he himself
    head = sentence.head(token)
    if head is not None and token.relation in ("compound", "appos", "flat", "nmod"):
        near.append(head)
    for other in near:
        span = scene.marks.person.get(key(sentence, other))
        if other.start > token.start and phrases.is_plural(sentence, token) and not sentence.children(other, "conj"):
            continue  # "Anhänger Putins": one name is not that of several
        attached = other.relation in ("flat", "appos") or other is head or not sentence.children(other, "case")
        genitive = other.relation == "nmod" and (other.deprel == "nmod:poss" or other.start > token.end + 1)
        genitive = genitive and scene.words.genitive
        if span is not None and attached and not genitive:
            return mention(scene, span)
        if span is not None or other.upos != "PROPN" or other is head or other.relation not in ("flat", "appos"):
            continue
        hit = scene.hit(sentence, other)
        town = country_of(other.text)  # "Staatsanwaltschaft Schwerin": where it is, not what it is called
        if hit is None and not town and (found := unlisted(scene, sentence, other)):
            return found
        if hit is not None and hit.kind in BODIES and (found := scene.resolve(sentence, other)):
            return found
    return None


def unlisted(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """A proper noun that no table and no tag covers: a short name, a titled person or a tagged organisation."""
    if token.upos == "NOUN" and scene.marks.cover.get(key(sentence, token)) is None:
        return (beside(scene, sentence, token) or ()) if sentence.children(token, "flat", "appos") else ()
    if token.upos not in ("PROPN", "X") or token.text.isdigit():
        return ()
    governing = _governs(scene, sentence, token)
    if token.entity.endswith("ORG") and not governing:
        return _organisation(scene, sentence, token)
    if token.entity.endswith("LOC") and not governing:
        return ()
    for name in scene.marks.endings(token.text):
        if (entity := scene.known.by_name.get(fold(name))) is not None:
            scene.known.add(scene, entity, "", (), token.start)
            return (scene.mention(token.start, token.end, entity),) if is_political(entity) else ()
    if sentence.children(token, "flat"):
        return ()
    span = PersonSpan(sentence.index, token.index, token.index, token.text, token.start, token.end)
    if governing and (person := scene.tables.people.governed(scene.marks.endings(token.text), scene.when)) is not None:
        entity = scene.tables.people.entity(person, scene.when)
        return (scene.mention(token.start, token.end, entity),)
    tie = tie_of(scene, sentence, span)
    entity, _ = _listed(scene, scene.marks.endings(token.text), tie, bare=True)
    if entity.id.startswith("person:") and not tie.office and not _is_listed(scene, entity):
        return ()
    return mention(scene, span) if entity.country else ()


def _governs(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether a government bears the name ("the Biden administration"): then it is a person's, whatever its tag. Of two
    names the first is whose it is ("the Biden-Harris Administration")."""
    if token.index > 1 and sentence.tokens[token.index - 1].text in tuple("-‐–"):
        return False
    head = sentence.head(token)
    hit = scene.hit(sentence, head) if head is not None and token.relation in GOVERNED else None
    role = hit.sense("role") if hit is not None else None
    return role is not None and scene.tables.roles[role.key].sector == "GOV"


def _is_listed(scene: Scene, entity: Entity) -> bool:
    return bool(scene.tables.people.named(entity.name))


def _organisation(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """A tagged organisation that no table knows: what it was before, what the brackets that hold it explain, or what
    its phrase and the noun beside it say. It counts if these name a country."""
    first = last = token.index
    while first > 0 and sentence.tokens[first].entity == "I-ORG":
        first -= 1
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].entity == "I-ORG":
        last += 1
    span = sentence.span(sentence.tokens[first : last + 1])
    head = next(t for t in sentence.tokens[first : last + 1] if not first <= t.head <= last)
    hit = scene.hit(sentence, head)
    if hit is not None and not hit.named and head is not token:
        return scene.resolve(sentence, head)  # "Harris Administration": the noun says what it is
    entity = scene.known.by_name.get(fold(span.text)) or _abbreviated(scene, sentence, first, span.text)
    if entity is None:
        owners = [o for t in sentence.tokens[first : last + 1] for o in phrases.possessors(scene, sentence, t)]
        owners += _kind(scene, sentence, sentence.tokens[first])
        entity = _named(span.text, next((o.country for o in owners if o.country), ""), _sector(owners))
    if entity.country and (entity.sector or entity.country == "IGO"):
        scene.known.by_name.setdefault(fold(span.text), entity)
    return (scene.mention(span.start, span.end, entity),) if entity.country else ()


def _named(name: str, country: str, sector: str) -> Entity:
    return Entity(f"org:{fold(name).replace(' ', '-')}", name, country, sector)


def _sector(owners: list[Entity]) -> str:
    return next((o.sector for o in owners if o.sector and not phrases.is_state(o)), "")


def _kind(scene: Scene, sentence: Sentence, name: Token) -> list[Entity]:
    """What kind of body the noun beside a name says it is ("the trade union Harbour Hands"), and whose that noun is."""
    head = sentence.head(name)
    if head is None or name.relation not in ("appos", "flat"):
        return []
    owners, hit = phrases.possessors(scene, sentence, head), scene.hit(sentence, head)
    role = hit.sense("role") if hit is not None else None
    if role is None:
        return owners
    sector = scene.tables.roles[role.key].sector
    if owners or sector in TITLED:
        return phrases.roles(scene, sentence, head, role, owners)
    return [Entity("", "", "", sector)]


def _abbreviated(scene: Scene, sentence: Sentence, first: int, name: str) -> Entity | None:
    """What stands before the brackets in which a name stands alone: "the Harbour Hands (HH)", "Jane Doe (HH)"."""
    if first < 2 or sentence.tokens[first - 1].text != "(":
        return None
    before = sentence.tokens[first - 2]
    for token in (before, *sentence.ancestors(before)):
        if token.upos in ("VERB", "AUX"):
            return None
        for mention in scene.resolve(sentence, token):
            entity = mention.entity
            if mention.end != before.end or phrases.is_state(entity):
                continue
            if entity.id.startswith(("body:", "org:", "igo:")) or entity.country == "IGO":
                return entity
            person = entity.id.startswith("person:") or entity.office
            return _named(name, entity.country, "PTY" if person else entity.sector)
    return None


# --- what the words beside a name say -------------------------------------------------------------------------------


def _titles(scene: Scene, sentence: Sentence, span: PersonSpan) -> list[Token]:
    """The nouns that characterise a name: apposition, title, predicate, or the noun just in front of it."""
    numbers = range(span.first, span.last + 1)
    found = []
    if span.first > 0 and scene.hit(sentence, sentence.tokens[span.first - 1]):
        found.append(sentence.tokens[span.first - 1])
    for n in numbers:
        token = sentence.tokens[n]
        found += [c for c in sentence.children(token, "appos", "compound", "flat", "nmod") if c.index not in numbers
                  and not sentence.children(c, "case")]  # fmt: skip
        head = sentence.head(token)
        if head is not None and head.index not in numbers:
            title = token.relation in ("appos", "flat") or (token.relation == "compound" and head.start < token.start)
            if title or (token.relation == "nsubj" and sentence.children(head, "cop")):
                found.append(head)
    unique = {t.index: t for t in found}.values()
    return [t for t in unique if t.upos in ("NOUN", "PROPN", "ADJ", "X")]


def tie_of(scene: Scene, sentence: Sentence, span: PersonSpan) -> Tie:
    """Office, country and sector of a person from the title, an adjective, an organisation, what the name itself
    belongs to ("Jane Doe of Malta") or a party in brackets."""
    office = country = sector = organisation = ""
    for noun in _titles(scene, sentence, span):
        if office and country:
            break
        hit = scene.hit(sentence, noun)
        owners = phrases.possessors(scene, sentence, noun)
        if hit is not None and hit.named and hit.entity and hit.kind in ("body", "organisation"):
            owners = [hit.entity, *owners]
        sense, role = (hit.sense("office"), hit.sense("role")) if hit else (None, None)
        former = phrases.is_former(scene, sentence, noun)
        if sense is not None and not former and not office:
            office = sense.key
            sector = scene.tables.offices[office].sector
            country = country or ("" if owners else (sense.defaults[0] if sense.defaults else ""))
        if role is not None and not sector:
            sector = scene.tables.roles[role.key].sector
        if former and not office and (sense is not None or sector == "GOV"):
            sector = "ELI"
        for owner in owners:
            country = country or owner.country
            organisation = organisation or ("" if phrases.is_state(owner) else owner.name)
            holds = owner.sector == "PTY" and sector in ("GOV", "LEG", "JUD")  # a minister of a party is a minister
            body = not phrases.is_state(owner) and not holds and owner.sector
            sector = str(body or sector or (owner.sector if hit and not hit.named else ""))
    if not country and (origin := next((o for o in _origin(scene, sentence, span) if o.country), None)):
        country = origin.country
        sector = sector or ("" if phrases.is_state(origin) else origin.sector)
    if office and not country:
        country = next((o.country for o in _shared(scene, sentence, span) if o.country), "")
    party = _bracketed(scene, sentence, span)
    if party is not None:
        country, sector = country or party.country, sector or party.sector
    return Tie(office, country, sector, organisation)


def _origin(scene: Scene, sentence: Sentence, span: PersonSpan) -> list[Entity]:
    """What hangs on a name with "of": states, organisations, and groups ("Jane Doe of the trade union")."""
    tokens = sentence.tokens[span.first : span.last + 1]
    below = [c for t in tokens for c in sentence.children(t, "nmod") if c.index > span.last]
    marked = (c for c in below if sentence.children(c, "case") and phrases.is_close(scene, sentence, c))
    found: list[Entity] = []
    for child in marked:
        hit = scene.hit(sentence, child)
        if hit is not None and hit.entity is not None:
            found.append(hit.entity)
        elif hit is not None and (role := hit.sense("role")):
            found += phrases.roles(scene, sentence, child, role, phrases.possessors(scene, sentence, child))
    return found


def _shared(scene: Scene, sentence: Sentence, span: PersonSpan) -> list[Entity]:
    """Where the last of several titled names belongs: "President A and Foreign Minister B of Malta"."""
    heads = {t.index: t for t in sentence.tokens[span.first : span.last + 1]}
    heads |= {t.index: t for t in _titles(scene, sentence, span)}
    members = [m for t in heads.values() for m in sentence.children(t, "conj") if m.index > span.last]
    spans = (scene.marks.person.get(key(sentence, t)) for m in members for t in [m, *sentence.children(m)])
    last = max((s for s in spans if s is not None and s.first > span.last), key=lambda s: s.first, default=None)
    return _origin(scene, sentence, last) if last is not None else []


def _bracketed(scene: Scene, sentence: Sentence, span: PersonSpan) -> Entity | None:
    """The party or state in brackets behind a name: "X (CDU)"."""
    behind = sentence.tokens[span.last + 1 : span.last + 3]
    if len(behind) == 2 and behind[0].text == "(":
        hit = scene.hit(sentence, behind[1])
        if hit is not None and hit.named:
            return hit.entity
    return None
