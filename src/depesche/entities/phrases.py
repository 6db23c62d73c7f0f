"""Noun phrases without a personal name: states and bodies by name, offices, roles, representatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.entities import persons
from depesche.entities.gazetteer import Hit, Name
from depesche.entities.marks import key
from depesche.language.trees import Sentence, Token
from depesche.places import country_of
from depesche.records import Entity, Mention

if TYPE_CHECKING:
    from depesche.entities.scene import Scene

MODIFIERS = ("amod", "compound", "nmod", "det", "flat", "appos", "obl")


def name(scene: Scene, sentence: Sentence, token: Token, hit: Hit) -> tuple[Mention, ...]:
    """A state, body or organisation that the text names. A capital counts unless it is a mere place, and for the
    organisation that has its seat there before its own state ("Brussels")."""
    chosen = hit.names[0]
    people = hit.sense("people")
    head = _outermost(sentence, token, hit)
    heading = head.upos in ("NOUN", "PROPN") and head.relation not in ("amod", "compound", "flat")
    if people is not None and heading and (chosen.kind == "adjective" or _many(sentence, head)):
        chosen = people
    if chosen.kind == "city" or chosen.entity is None:
        return ()
    if chosen.kind == "local" and not any(chosen.entity.country in counts for counts in scene.marks.countries):
        return ()
    if chosen.kind == "capital" and (
        scene.is_place(sentence, token) or token.upos == "ADJ" or token.relation in ("appos", "flat")
    ):
        return ()
    if chosen.entity.sector == "BUS" and _indefinite(sentence, token):
        return ()  # "ein Airbus" is a plane
    if chosen.kind == "capital":
        chosen = hit.sense("organisation") or chosen
    return (scene.mention(hit.start, hit.end, chosen.entity),) if chosen.entity else ()


def _many(sentence: Sentence, token: Token) -> bool:
    """Whether the phrase is a plural with an article: the people rather than the state ("die Polen")."""
    return any(c.feats.get("Number") == "Plur" for c in sentence.children(token, "det"))


def noun(scene: Scene, sentence: Sentence, token: Token, hit: Hit) -> tuple[Mention, ...]:
    """A phrase headed by a known noun. Its senses are tried in turn; a personal name beside it decides."""
    head = _outermost(sentence, token, hit)
    if head is not token and scene.hit(sentence, head) is hit:
        return scene.resolve(sentence, head)
    person = persons.beside(scene, sentence, token)
    if person or (person is not None and hit.sense("office")):  # a title with a name is that person, known or not
        return person
    if person := _joint(scene, sentence, token, hit):
        return person
    if any(c.feats.get("PronType") == "Neg" for c in sentence.children(token, "det")):
        return ()
    names = [c for c in sentence.children(token, "flat") if c.end > hit.end and c.upos == "PROPN"]
    towns = [country_of(c.text) for c in names] if hit.sense("role") else []
    if token.upos == "PROPN" and not all(towns):
        return ()
    owners = possessors(scene, sentence, token) or [scene.tables.state(c) for c in towns[:1] if c]
    for sense in sorted(hit.names, key=lambda n: n.key == "politician"):  # rather who is spoken of than some politician
        found = _sense(scene, sentence, token, hit, sense, owners)
        if found:
            return found
    return ()


def _joint(scene: Scene, sentence: Sentence, token: Token, hit: Hit) -> tuple[Mention, ...]:
    """Who has two titles: "Deputy Prime Minister and Finance Minister Jane Doe", neither with an article."""
    if hit.sense("office") is None or _has_article(scene, sentence, token) or is_plural(sentence, token):
        return ()
    for member in sentence.children(token, "conj"):
        if possessors(scene, sentence, token) or sentence.children(member, "det"):
            continue
        second = scene.marks.cover.get(key(sentence, member))
        if second is not None and second.sense("office") and (found := persons.beside(scene, sentence, member)):
            return found
        span = scene.marks.person.get(key(sentence, member))
        if span is not None and span.first > 0:
            title = scene.hit(sentence, sentence.tokens[span.first - 1])
            if title is not None and title.sense("office"):
                return persons.mention(scene, span)
    return ()


def _outermost(sentence: Sentence, token: Token, hit: Hit) -> Token:
    """The token of a hit that the others of the hit hang on."""
    inside = sentence.within(hit.start, hit.end)
    numbers = {t.index for t in inside}
    return next((t for t in inside if t.head not in numbers), token)


def _sense(scene: Scene, sentence: Sentence, token: Token, hit: Hit, sense: Name,
           owners: list[Entity]) -> tuple[Mention, ...]:  # fmt: skip
    if sense.kind == "container":
        return _contained(scene, sentence, token)
    span = _span(scene, sentence, token, hit)
    if sense.kind == "office":
        entities = offices(scene, sentence, token, sense, owners)
    elif sense.kind == "role":
        entities = roles(scene, sentence, token, sense, owners)
    elif sense.kind in ("representative", "head", "member"):
        entities = _leaders(scene, sentence, token) if sense.kind == "head" and not owners else []
        entities += [e for owner in owners for e in _spokesman(scene, sentence, token, sense.kind, owner)]
    elif sense.kind == "counterpart":
        entities = _counterparts(scene, token, owners)
    else:
        entities = _anaphor(scene, sentence, token, sense, owners)
    return tuple(scene.mention(*span, e) for e in entities)


def _span(scene: Scene, sentence: Sentence, token: Token, hit: Hit) -> tuple[int, int]:
    """From the first adjective or compound part to the noun."""
    starts = [hit.start, token.start]
    for child in sentence.children(token, "amod", "compound", "nmod:poss"):
        if child.start < token.start and scene.resolve(sentence, child):
            starts.append(child.start)
    return min(starts), max(hit.end, token.end)


# --- whose ----------------------------------------------------------------------------------------------------------


def possessors(scene: Scene, sentence: Sentence, token: Token) -> list[Entity]:
    """Whose government, army, minister … it is: states, organisations, bodies or persons named in the phrase.

    First what stands close (adjective, compound part, genitive, of-phrase), then a possessive, else the place.
    """
    place = key(sentence, token)
    hit = scene.marks.cover.get(place)
    found = [h.entity for h in scene.marks.inner.get(place, ()) if h.named and h.entity]
    pronouns: list[Entity] = []
    inside = (sentence.within(hit.start, hit.end) if hit else []) or [token]
    weak: list[Entity] = []
    for part in inside:
        for child in sentence.children(part, *MODIFIERS):
            if child in inside:
                continue
            close = is_close(scene, sentence, child)
            if close or scene.is_place(sentence, child):
                kind = pronouns if child.upos in ("PRON", "DET") else found if close else weak
                kind.extend(_owner(scene, sentence, child))
    if _is_foreign(scene, sentence, token):  # "European ministers in Malta" are not Malta's
        weak = []
    owners = list({e.id: e for e in found or pronouns or weak}.values())
    group = next((sense for h in scene.marks.inner.get(place, ()) if (sense := h.sense("role"))), None)
    return roles(scene, sentence, token, group, owners) if group is not None else owners


def is_close(scene: Scene, sentence: Sentence, child: Token) -> bool:
    if child.relation in ("amod", "compound", "flat") or child.deprel.endswith(":poss"):
        return True
    if child.feats.get("Poss") == "Yes":
        return True
    if child.relation == "appos":  # "die Armee Kenias": trees take a genitive without ending for an apposition
        hit = scene.hit(sentence, child)
        return hit is not None and hit.kind == "state" and child.index > 0 and child.head == child.index - 1
    if child.relation not in ("nmod", "obl"):
        return False
    cases = sentence.children(child, "case")
    if not cases and not scene.words.genitive and key(sentence, child) in scene.marks.person:
        return False  # "le ministre américain Antony Blinken": a name beside its title
    return not cases or any(c.lemma in scene.words.of or c.text.lower() in scene.words.of for c in cases)


def _owner(scene: Scene, sentence: Sentence, child: Token) -> list[Entity]:
    """The actors of a modifier and of what is coordinated with it; of a place, its state."""
    entities: list[Entity] = []
    for member in sentence.conjuncts(child):
        place = key(sentence, member)
        hit = scene.marks.cover.get(place)
        if hit is not None and hit.kind in ("capital", "city") and hit.entity:
            entities.append(hit.entity)
            continue
        resolved = scene.resolve(sentence, member)
        entities += [m.entity for m in resolved]
        if not resolved:
            entities += [h.entity for h in scene.marks.inner.get(place, ()) if h.named and h.entity]
        if not entities and (country := scene.town(sentence, member)):
            entities.append(scene.tables.state(country))
    return entities


def is_state(entity: Entity) -> bool:
    return entity.id == entity.country


def _label(scene: Scene, template: str, owner: Entity) -> str:
    """Fills {country} and {adjective} of an English name."""
    if owner.country in ("", "IGO"):
        return template.format(country=owner.name, adjective=owner.name)
    tables = scene.tables
    return template.format(country=tables.state(owner.country).name, adjective=tables.adjective(owner.country))


# --- offices --------------------------------------------------------------------------------------------------------


def offices(scene: Scene, sentence: Sentence, token: Token, sense: Name, owners: list[Entity]) -> list[Entity]:
    """Who holds the office that the noun names: a person of the document or of the tables, else the office."""
    if is_former(scene, sentence, token):
        return []
    if owners:
        plural = is_plural(sentence, token) and len(owners) == 1
        one_each = scene.tables.offices[sense.key].rank == 1  # a state has one president, whatever the tagger says
        return [_office_of(scene, token, sense.key, o, plural and not (one_each and is_state(o))) for o in owners]
    if sense.key == "spokesperson" and _indefinite(sentence, token):
        country = _default(scene, sentence, token, sense)
        return [_spokesperson(scene.tables.state(country))] if country else []
    if _indefinite(sentence, token) or belongs_elsewhere(sentence, scene, token):
        return []
    if is_plural(sentence, token):
        return scene.known.holders(scene, sense.key, token.start)
    if sentence.children(token, "case", "mark") and not _has_article(scene, sentence, token) and token.text.islower():
        return []
    for country in sense.defaults or ("",):  # a pope is no other state's
        known = scene.known.holder(scene, sense.key, token.start, country, _gender(scene, token))
        if known is not None:
            return [known]
    country = _default(scene, sentence, token, sense)
    return [_office_of(scene, token, sense.key, scene.tables.state(country), False)] if country else []


def _office_of(scene: Scene, token: Token, office: str, owner: Entity, several: bool) -> Entity:
    tables = scene.tables
    if place := tables.offices[office].place:
        owner = tables.organisations[place]
    country = owner.country
    if several:
        rule = tables.offices[office]
        label = "{adjective} " + office.replace("-", " ") + "s"
        return Entity(f"office:{owner.id}:{office}s", _label(scene, label, owner), country, rule.sector or owner.sector)
    gender = _gender(scene, token)
    known = scene.known.holder(scene, office, token.start, country, gender) if country != "IGO" else None
    if known is not None:
        return known
    person = tables.people.holder(office, owner.name if country == "IGO" else country, scene.when)
    body = owner.id.startswith(("body:", "org:")) and owner.sector not in ("GOV", "")
    if person is not None and not body:
        entity = tables.people.entity(person, scene.when)
        scene.known.add(scene, entity, person.gender)
        return entity
    rule = tables.offices[office]
    sector = owner.sector if body else rule.sector
    if country == "IGO":
        sector = owner.sector
    return Entity(f"office:{country if is_state(owner) else owner.id}:{office}", _label(scene, rule.name, owner),
                  country, sector, office)  # fmt: skip


def _gender(scene: Scene, token: Token) -> str:
    """ "f" for the feminine form of a title, which no man has."""
    return "f" if scene.words.grammatical and token.feats.get("Gender") == "Fem" else ""


def belongs_elsewhere(sentence: Sentence, scene: Scene, token: Token) -> bool:
    """Whether the noun has an owner that is no political actor ("president of the chess club")."""
    hit = scene.marks.cover.get(key(sentence, token))
    end = hit.end if hit is not None else token.end  # "ministra de Defensa": the whole is the office
    owners = (c for c in sentence.children(token, "nmod") if c.deprel != "nmod:poss" and c.start >= end)
    return any(is_close(scene, sentence, c) and not _is_country(scene, sentence, c) for c in owners)


def _is_country(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """ "the justice minister of the country": the one spoken of."""
    hit = scene.hit(sentence, token)
    sense = hit.sense("anaphor") if hit is not None else None
    return sense is not None and sense.key == "state"


def is_plural(sentence: Sentence, token: Token) -> bool:
    """Number by the noun, unless its article says otherwise (taggers take "des Präsidenten" for a plural)."""
    articles = [c for c in sentence.children(token, "det") if not c.deprel.endswith(":poss")]
    numbers = {c.feats["Number"] for c in articles if "Number" in c.feats}
    return "Sing" not in numbers if numbers else token.feats.get("Number") == "Plur"


def is_former(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether the words before a title say that it is held no more."""
    words = (c.lemma.lower() for c in sentence.children(token, "amod", "compound", "advmod"))
    front = token.text.split("-")[0] if "-" in token.text else ""
    return front.lower() in scene.words.former or any(w in scene.words.former for w in words)


def _has_article(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether the phrase has a determiner, be it melted into its preposition ("al ministro", "du président")."""
    cases = sentence.children(token, "case")
    melted = any(c.upos == "ADP" and c.text.lower() in scene.words.melted for c in cases)
    return melted or bool(sentence.children(token, "det"))


def _indefinite(sentence: Sentence, token: Token) -> bool:
    articles = sentence.children(token, "det")
    return any("Ind" in (c.feats.get("Definite"), c.feats.get("PronType")) for c in articles)


def _default(scene: Scene, sentence: Sentence, token: Token, sense: Name) -> str:
    """The country of a noun without one: where the word has its own countries, the one the text is about."""
    acted_on, marked = _opposite(scene, sentence, token)
    focus = scene.focus(sentence, acted_on | marked) or scene.focus(sentence, acted_on)
    foreign = _is_foreign(scene, sentence, token)
    if not sense.defaults or foreign:
        own = publishers(scene, sense.key) if sense.kind == "office" else ""
        return "" if foreign else own or scene.local(sentence) or focus
    mentioned = {c for counts in scene.marks.countries for c in counts}
    if focus in sense.defaults:
        return focus
    return next((c for c in sense.defaults if c in mentioned), sense.defaults[0])


def publishers(scene: Scene, office: str) -> str:
    """The country of the official source that publishes the text, if it has the office: "the President" is its own."""
    if scene.publisher is None:
        return ""
    country, tables = scene.publisher.country, scene.tables
    many = office not in tables.offices or tables.offices[office].many
    return country if many or tables.people.holder(office, country, scene.when) is not None else ""


def _is_foreign(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether what the noun names has no country of its own in the text: "European ministers"."""
    return any(c.lemma.lower() in scene.words.foreign for c in sentence.children(token, "amod", "compound"))


def _opposite(scene: Scene, sentence: Sentence, token: Token) -> tuple[frozenset[str], frozenset[str]]:
    """The states that a subject's own verb has for objects ("the president promised Moldova help" is not Moldova's),
    and those that mark its objects ("police arrested a Danish man": hardly Denmark's)."""
    verb = sentence.head(token)
    if token.relation != "nsubj" or verb is None:
        return frozenset(), frozenset()
    objects = sentence.children(verb, "obj", "iobj")
    marks = [c for o in objects for c in sentence.children(o, "amod", "nmod")]
    return _countries(scene, sentence, objects, "state"), _countries(scene, sentence, marks, "adjective")


def _countries(scene: Scene, sentence: Sentence, tokens: list[Token], kind: str) -> frozenset[str]:
    hits = (scene.hit(sentence, t) for t in tokens)
    return frozenset(h.entity.country for h in hits if h is not None and h.kind == kind and h.entity is not None)


def _leaders(scene: Scene, sentence: Sentence, token: Token) -> list[Entity]:
    """ "the leaders", "the leader" without saying whose: those of the document."""
    if (
        _indefinite(sentence, token)
        or not _has_article(scene, sentence, token)
        or belongs_elsewhere(sentence, scene, token)
    ):
        return []
    if is_plural(sentence, token):
        return scene.known.holders(scene, "leader", token.start)
    known = scene.known.holder(scene, "leader", token.start)
    return [known] if known else []


def _counterparts(scene: Scene, token: Token, owners: list[Entity]) -> list[Entity]:
    """ "his Russian counterpart": the same office as the person spoken of, for the other country."""
    speakers = [e for e in scene.memory.latest(token.start, "person") if e.office]
    states = [o for o in owners if is_state(o)]
    if not speakers or not states or speakers[0].office not in scene.tables.offices:
        return []
    return [_office_of(scene, token, speakers[0].office, o, False) for o in states[:1]]


# --- roles, representatives, anaphors -------------------------------------------------------------------------------


def roles(scene: Scene, sentence: Sentence, token: Token, sense: Name, owners: list[Entity]) -> list[Entity]:
    """A group or body by a common noun: "die libysche Regierung" -> Government of Libya."""
    role = scene.tables.roles[sense.key]
    if not owners:
        if role.one and is_plural(sentence, token):
            return []
        if sense.key == "state" or (role.loose and not _is_argument(sentence, token)):
            return []
        country = _default(scene, sentence, token, sense)
        if country:
            owners = [scene.tables.state(country)]
        elif not role.country:
            return [Entity(f"role::{sense.key}", _label(scene, role.name, Entity("", "")).strip(), "", role.sector)]
    return [role_of(scene, sense.key, owner) for owner in owners]


def _is_argument(sentence: Sentence, token: Token) -> bool:
    """Whether the noun is a subject or object, or counted by one ("hundreds of people")."""
    arguments = ("nsubj", "obj", "iobj", "obl", "root")
    head = sentence.head(token)
    if token.relation in ("conj", "nmod") and head is not None:
        return (token.relation == "conj" and _is_argument(sentence, head)) or head.relation in arguments
    return token.relation in arguments


def role_of(scene: Scene, key_: str, owner: Entity) -> Entity:
    """The group or body ``key_`` (roles.yaml) of a state or organisation."""
    role = scene.tables.roles[key_]
    if owner.id.startswith(("body:", "org:")) and owner.sector != "GOV":
        return owner
    if key_ == "state":
        return owner if owner.country == "IGO" else scene.tables.state(owner.country)
    if owner.country == "IGO":
        sector = role.sector if role.sector in ("MIL", "JUD", "COP") else owner.sector
        return Entity(owner.id, owner.name, "IGO", sector)
    if not owner.country:
        return owner
    return scene.tables.role(key_, owner.country)


def _spokesman(scene: Scene, sentence: Sentence, token: Token, kind: str,
               owner: Entity) -> list[Entity]:  # fmt: skip
    """Who speaks for a body or belongs to it is that body; who leads it is its head."""
    definite = not _indefinite(sentence, token) and not is_plural(sentence, token)
    known = scene.known.holder(scene, "spokesperson", token.start, owner.country)
    if kind == "representative" and definite and owner.sector == "GOV" and known:
        return [known]
    if owner.office:
        return [_spokesperson(owner)] if kind == "representative" else []
    if kind != "head":
        return [owner]
    if is_state(owner):
        return [_office_of(scene, token, "leader", owner, is_plural(sentence, token))]
    if owner.sector == "REB" and (known := scene.known.holder(scene, "rebel-leader", token.start, owner.country)):
        return [known]
    return [Entity(f"head:{owner.id}", f"head of {owner.name}", owner.country, owner.sector, "head")]


def _spokesperson(owner: Entity) -> Entity:
    name = f"spokesperson of {owner.name}"
    return Entity(f"spokesperson:{owner.id}", name, owner.country, owner.sector, "spokesperson")


def _contained(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """ "hundreds of protesters": the mentions of what is counted."""
    for child in sentence.children(token, "nmod", "appos", "compound", "flat"):
        if child.start > token.start and (found := scene.resolve(sentence, child)):
            return found
    return ()


def _anaphor(scene: Scene, sentence: Sentence, token: Token, sense: Name, owners: list[Entity]) -> list[Entity]:
    """A definite phrase for somebody spoken of before ("the country", "die Organisation")."""
    definite = _has_article(scene, sentence, token) and not _indefinite(sentence, token)
    if owners or is_plural(sentence, token):
        if sense.key == "state" and owners and owners[0].country not in ("", "IGO"):
            return [scene.tables.state(owners[0].country)]
        return []
    if sense.key == "person" and belongs_elsewhere(sentence, scene, token):
        return []  # "el líder del sindicato": not the leader spoken of
    if not definite:
        return []
    best = scene.memory.country(sentence.index, token.start) if sense.key == "state" else []
    found = best or scene.memory.latest(token.start, sense.key)
    return [e for e in found if _gender(scene, token) in ("", scene.memory.genders.get(e.id, "f"))][:1]
