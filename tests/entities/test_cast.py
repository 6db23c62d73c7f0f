"""Who is who in whole texts, read with the shipped model; and one tree by hand for what no model decides."""

from __future__ import annotations

import pytest

from depesche.entities import Cast, Tables, read_cast
from depesche.language.conllu import parse_conllu
from depesche.language.parser import Parser
from depesche.language.trees import Parsed, Sentence, Token
from depesche.records import Document


def cast_of(parser: Parser, text: str, language: str, published: str = "", source: str = "") -> tuple[Parsed, Cast]:
    parsed = parser.parse(Document("t", text, published=published, language=language, source=source))
    return parsed, read_cast(parsed, Tables.load())


def at(parsed: Parsed, word: str, which: int = -1) -> tuple[Sentence, Token]:
    """The last (or ``which``) token with this text."""
    found = [(s, t) for s in parsed.sentences for t in s.tokens if t.text == word]
    return found[which]


def who(parser: Parser, text: str, word: str, language: str, published: str = "", source: str = "") -> list[str]:
    """Names of the entities a word stands for."""
    parsed, cast = cast_of(parser, text, language, published, source)
    return [m.entity.name for m in cast.mentions(*at(parsed, word))]


@pytest.mark.parametrize(
    ("language", "text", "word", "country", "sector"),
    [
        ("de", "Die norwegische Regierung lehnte den Vorschlag ab.", "Regierung", "NOR", "GOV"),
        ("de", "Die Polizei in Nairobi löste die Kundgebung auf.", "Polizei", "KEN", "COP"),
        ("de", "Moskau kritisierte den Beschluss.", "Moskau", "RUS", "GOV"),
        ("de", "In Somalia griff die Armee Kenias an.", "Armee", "KEN", "MIL"),
        ("de", "Das Weiße Haus begrüßte den Schritt.", "Haus", "USA", "GOV"),
        ("de", "Ein Sprecher des Weißen Hauses dementierte.", "Sprecher", "USA", "GOV"),
        ("de", "Die Hisbollah beschoss zwei Dörfer.", "Hisbollah", "LBN", "REB"),
        ("de", "Der Bundestag billigte das Gesetz.", "Bundestag", "DEU", "LEG"),
        ("de", "Die NATO verlegte Truppen.", "NATO", "IGO", ""),
        ("de", "Vertreter Boliviens verließen den Saal.", "Vertreter", "BOL", "GOV"),
        ("en", "The Chilean parliament rejected the bill.", "parliament", "CHL", "LEG"),
        ("en", "The State Department summoned the envoy.", "Department", "USA", "GOV"),
        ("en", "The Taliban seized the district.", "Taliban", "AFG", "REB"),
        ("en", "Troops from Chad crossed the border.", "Troops", "TCD", "MIL"),
        ("en", "Ottawa condemned the attack.", "Ottawa", "CAN", "GOV"),
        ("en", "The Government of Ghana signed the treaty.", "Government", "GHA", "GOV"),
        ("en", "Hundreds of Serbian demonstrators marched.", "Hundreds", "SRB", "CVL"),
    ],
)
def test_states_bodies_and_roles(
    parser: Parser, language: str, text: str, word: str, country: str, sector: str
) -> None:
    parsed, cast = cast_of(parser, text, language)
    (mention,) = cast.mentions(*at(parsed, word))
    assert (mention.entity.country, mention.entity.sector) == (country, sector)
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("tr", "Norveç'in başbakanı, Angela Merkel'le Oslo'da görüştü.", ["Norway", "Angela Merkel", "Norway"]),
        ("ar", "انتقدت بيرو والاتحاد الأوروبي الحكومة التشيلية.", ["Peru", "European Union", "Chile"]),
    ],
)
def test_names_in_languages_that_the_model_does_not_know(
    parser: Parser, language: str, text: str, names: list[str]
) -> None:
    _, cast = cast_of(parser, text, language)
    assert [m.entity.name for m in cast.found] == names


@pytest.mark.parametrize(
    ("language", "published", "text", "word", "name"),
    [
        ("de", "2016-05-02", "Der französische Präsident reiste nach Lima.", "Präsident", "François Hollande"),
        ("de", "2003-06", "Die Bundesregierung und Bundeskanzler Schröder lehnten ab.", "Schröder", "Gerhard Schröder"),
        ("de", "2011", "Der US-Präsident warnte den Iran.", "Präsident", "Barack Obama"),
        ("en", "2008-02", "The British prime minister visited Delhi.", "minister", "Gordon Brown"),
        ("en", "2014-03-20", "Foreign Minister Sergei Lavrov rejected the charge.", "Lavrov", "Sergey Lavrov"),
        ("fr", "2023-03", "Le ministre suédois des Affaires étrangères est à Riga.", "ministre", "Tobias Billström"),
        ("es", "2023-03", "El ministro francés de Defensa viajó a Lima.", "ministro", "Sébastien Lecornu"),
        ("en", "2019-11", "The Kenyan ombudsman met the Spanish prime minister.", "minister", "Pedro Sánchez"),
    ],
)
def test_offices_by_date(parser: Parser, language: str, published: str, text: str, word: str, name: str) -> None:
    assert who(parser, text, word, language, published) == [name]


def test_an_office_without_a_known_holder_is_the_office(parser: Parser) -> None:
    assert who(parser, "The Norwegian defence minister resigned.", "minister", "en") == ["Defence Minister of Norway"]


@pytest.mark.parametrize(
    ("language", "text", "word", "country"),
    [
        ("de", "Die kenianische Innenministerin Mona Beispiel trat zurück.", "Mona", "KEN"),
        ("de", "Der CDU-Politiker Jörg Erfunden widersprach.", "Jörg", "DEU"),
        ("en", "Ann Keller, the Peruvian finance minister, resigned.", "Ann", "PER"),
    ],
)
def test_unknown_persons_get_the_country_of_their_title(
    parser: Parser, language: str, text: str, word: str, country: str
) -> None:
    parsed, cast = cast_of(parser, text, language)
    (mention,) = cast.mentions(*at(parsed, word))
    assert mention.entity.country == country
    assert cast.named(*at(parsed, word))


@pytest.mark.parametrize(
    ("language", "published", "text", "word", "names"),
    [
        (
            "de", "2021-05", "US-Präsident Joe Biden traf sich mit Verbündeten. Er kündigte Hilfe an.",
            "Er", ["Joe Biden"],
        ),
        (
            "de", "2021-05", "Angela Merkel besuchte Kiew. Die Bundeskanzlerin sagte, dass sie helfen will.",
            "sie", ["Angela Merkel"],
        ),
        (
            "de", "2018", "Indien und Pakistan verhandelten. Beide Seiten lobten das Gespräch.",
            "Seiten", ["India", "Pakistan"],
        ),
        (
            "de", "2018", "Putin telefonierte mit Macron auf Wunsch des Letzteren.",
            "Letzteren", ["Emmanuel Macron"],
        ),
        (
            "en", "2023", "Prime Minister Rishi Sunak flew to Kyiv. He promised aid.",
            "He", ["Rishi Sunak"],
        ),
        (
            "en", "2018", "Peru and Chile signed a treaty. The two countries had quarrelled.",
            "countries", ["Peru", "Chile"],
        ),
        (
            "en", "2018", "Ethiopia said its troops had left.",
            "its", ["Ethiopia"],
        ),
        (
            "en", "2022-05", "President Biden met President Zelenskyy. He thanked him.",
            "him", ["Volodymyr Zelenskyy"],
        ),
        (
            "en", "2022-05", "President Biden spoke with President Macron. They discussed trade. "
            "The President praised people in Ukraine. They also discussed the climate.",
            "They", ["Joe Biden", "Emmanuel Macron"],
        ),
        (
            "de", "2021-05", "Joe Biden sprach in Brüssel. In seiner Antwort dankte Emmanuel Macron den Gastgebern.",
            "seiner", ["Emmanuel Macron"],
        ),
        (
            "de", "2018", "Frankreich schickt Soldaten nach Mali. Das Land hat die Truppe angeboten.",
            "Land", ["France"],
        ),
        (
            "de", "2011", "Barack Obama sprach mit einem Sender. Dieser meldete das Gespräch sofort.",
            "Dieser", [],
        ),
    ],
)  # fmt: skip
def test_coreference(parser: Parser, language: str, published: str, text: str, word: str, names: list[str]) -> None:
    assert sorted(who(parser, text, word, language, published)) == sorted(names)


def test_short_names_follow_long_ones(parser: Parser) -> None:
    text = "The Kenyan interior minister, Jane Otieno, spoke first. Otieno did not say what had happened."
    parsed, cast = cast_of(parser, text, "en")
    first = cast.mentions(*at(parsed, "Otieno", 0))
    second = cast.mentions(*at(parsed, "Otieno", 1))
    assert first[0].entity == second[0].entity
    assert second[0].text == "Otieno"


def test_we_is_the_publisher_of_a_readout(parser: Parser) -> None:
    text = "The Secretary voiced our concerns to Turkey."
    assert who(parser, text, "our", "en", "2022", "whitehouse.gov") == ["White House"]
    assert who(parser, text, "our", "en", "2022", "a-newspaper.example") == []


def test_the_first_part_of_a_compound(parser: Parser) -> None:
    text = "Die EU verschärfte die Iran-Sanktionen."
    parsed, cast = cast_of(parser, text, "de")
    inside = cast.inside(*at(parsed, parsed.sentences[0].tokens[-2].text))
    assert inside is not None
    assert (inside.text, inside.entity.country) == ("Iran", "IRN")


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Der Westen verlor an Einfluss.", "Westen"),
        ("de", "Experten rechnen mit Regen.", "Experten"),
        ("en", "Analysts expect rain.", "Analysts"),
        ("en", "The international community watched.", "community"),
        ("en", "The president of the chess club resigned.", "president"),
    ],
)
def test_what_is_no_actor(parser: Parser, language: str, text: str, word: str) -> None:
    assert who(parser, text, word, language) == []


def test_found_is_in_document_order(parser: Parser) -> None:
    _, cast = cast_of(parser, "Finnland, Estland und die UN begrüßten das Abkommen mit Moskau.", "de")
    assert [m.entity.country for m in cast.found] == ["FIN", "EST", "IGO", "RUS"]


ROWS = """1	Die	der	DET	_	Definite=Def|Number=Sing|PronType=Art	2	det	_	_
2	Regierung	Regierung	NOUN	_	Gender=Fem|Number=Sing	6	nsubj	_	_
3	Frankreichs	Frankreich	PROPN	_	Case=Gen|Gender=Neut|Number=Sing	2	nmod	_	_
4	und	und	CCONJ	_	_	5	cc	_	_
5	Spaniens	Spanien	PROPN	_	Case=Gen|Gender=Neut|Number=Sing	3	conj	_	_
6	zögert	zögern	VERB	_	Number=Sing|Person=3	0	root	_	SpaceAfter=No
7	.	.	PUNCT	_	_	6	punct	_	_
"""


def test_coordinated_owners_are_two_actors() -> None:
    (parsed,) = parse_conllu(ROWS.splitlines(), "t", "de")
    cast = read_cast(parsed, Tables.load())
    found = cast.mentions(*at(parsed, "Regierung"))
    assert [m.entity.name for m in found] == ["Government of France", "Government of Spain"]
    assert not cast.named(*at(parsed, "Regierung"))
    assert cast.named(*at(parsed, "Frankreichs"))


def test_a_dash_that_is_tagged_as_a_person_is_nobody() -> None:
    tree = ["1\t-\t-\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=B-PER", "2\tkam\tkommen\tVERB\t_\t_\t0\troot\t_\t_", ""]
    (parsed,) = parse_conllu(tree, "t", "de")
    assert read_cast(parsed, Tables.load()).found == []


@pytest.mark.parametrize(
    ("language", "published", "text", "word", "country"),
    [
        ("en", "2022-03-01", "The Biden administration criticised the vote.", "administration", "USA"),
        ("en", "2023-03-01", "The Merkel government had warned of it.", "government", "DEU"),
        ("de", "2023-03-01", "Die Regierung Scholz lehnte den Plan ab.", "Scholz", "DEU"),
        ("en", "2020-03-01", "Pro-Danish activists marched in Oslo.", "activists", "NOR"),
        ("de", "2020-03-01", "Anti-chinesische Demonstranten zogen durch Hanoi.", "Demonstranten", "VNM"),
        ("en", "2020-03-01", "In Oslo, Danish-backed activists marched.", "activists", "NOR"),
        ("de", "2020-03-01", "In Oslo zogen türkischstämmige Demonstranten vor das Parlament.", "Demonstranten", "NOR"),
        ("de", "2020-03-01", "Trump-Anhänger zogen vor das Parlament.", "Anhänger", "USA"),
        ("en", "2021-01-10", "Voters in Georgia chose. The mayor of Atlanta was glad.", "Voters", "USA"),
        (
            "en",
            "2021-01-10",
            "Voters in Georgia chose. Tbilisi was glad, and a firm from Atlanta, too.",
            "Voters",
            "GEO",
        ),
        ("en", "2021-01-10", "Prime Minister Jane Doe of Malta met the press.", "Doe", "MLT"),
        ("en", "2021-01-10", "Congo expelled two envoys. Brazzaville gave no reason.", "Congo", "COG"),
        ("en", "2021-01-10", "Congo expelled two envoys. Kinshasa gave no reason.", "Congo", "COD"),
        ("en", "2021-01-10", "Voters in Macedonia chose a governor. Thessaloniki was glad.", "Voters", "GRC"),
        ("ru", "2021-04-01", "Министр встретился с Сергеем Лавровым.", "Лавровым", "RUS"),
    ],
)
def test_names_in_context(parser: Parser, language: str, published: str, text: str, word: str, country: str) -> None:
    parsed, cast = cast_of(parser, text, language, published)
    assert [m.entity.country for m in cast.mentions(*at(parsed, word))] == [country]


def test_what_a_subject_acts_on_is_not_its_own(parser: Parser) -> None:
    parsed, cast = cast_of(parser, "The president promised Moldova more help.", "en", "2022-03-01")
    assert cast.mentions(*at(parsed, "president")) == ()


def test_two_state_is_no_pair(parser: Parser) -> None:
    assert who(parser, "France and Italy want a two-state solution.", "state", "en") == []


def test_titled_names_share_what_they_belong_to(parser: Parser) -> None:
    text = "She met President Jane Doe and Foreign Minister John Roe of Malta."
    parsed, cast = cast_of(parser, text, "en", "2020-03-01", source="whitehouse.gov")
    for word in ("Doe", "Roe"):
        assert [m.entity.country for m in cast.mentions(*at(parsed, word))] == ["MLT"]


def test_who_left_an_office_is_no_government(parser: Parser) -> None:
    parsed, cast = cast_of(parser, "Former Maltese minister Jane Doe criticised Norway.", "en", "2020-03-01")
    assert [(m.entity.country, m.entity.sector) for m in cast.mentions(*at(parsed, "Doe"))] == [("MLT", "ELI")]


def test_the_text_knows_later_offices_than_the_tables(parser: Parser) -> None:
    text = "The Omani foreign minister, Badr al-Busaidi, arrived."
    _, cast = cast_of(parser, text, "en", "2024-03-01")
    found = [m.entity.sector for m in cast.found if "Busaidi" in m.text]
    assert found == ["GOV"]


@pytest.mark.parametrize("words", ["The two leaders", "They", "Both sides"])
def test_two_sides_are_those_who_met(parser: Parser, words: str) -> None:
    text = (
        "President Joe Biden met with Prime Minister Jane Doe of Malta. "
        f"{words} discussed a raid on the leader of Hamas in Syria."
    )
    _, cast = cast_of(parser, text, "en", "2022-03-01", source="whitehouse.gov")
    start = text.index(words)
    assert {m.entity.country for m in cast.found if start <= m.start < start + len(words)} == {"USA", "MLT"}


def test_it_is_not_they(parser: Parser) -> None:
    text = "Norway and Denmark met. They support Ukraine as it defends itself."
    assert who(parser, text, "it", "en") == ["Ukraine"]


def test_governments_are_no_particular_one(parser: Parser) -> None:
    assert who(parser, "China was criticised. Individuals and governments signed.", "governments", "en") == []


def test_a_name_in_front_of_a_noun_is_not_its_bearer(parser: Parser) -> None:
    assert who(parser, "The Trump administration criticised Norway.", "administration", "en", "2018-03-01") == [
        "Government of United States"
    ]
    assert who(parser, "Trump-Anhänger zogen vor das Parlament.", "Anhänger", "de", "2018-03-01") == [
        "American protesters"
    ]


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Der Ex-Präsident Jimmy Carter besuchte Kuba.", "Carter", "USA", "ELI"),
        ("Anhänger Putins zogen durch Riga.", "Anhänger", "RUS", "CVL"),
        ("In Oslo nahm die Polizei einen dänischen Mann fest.", "Polizei", "NOR", "COP"),
        ("Norwegen ist empört. Die Polizei verhaftete einen dänischen Mann.", "Polizei", "NOR", "COP"),
    ],
)
def test_whose_it_is_in_german(parser: Parser, text: str, word: str, country: str, sector: str) -> None:
    parsed, cast = cast_of(parser, text, "de", "2010-05-01")
    assert [(m.entity.country, m.entity.sector) for m in cast.mentions(*at(parsed, word))] == [(country, sector)]


def test_a_surname_in_the_genitive_is_the_person_and_no_town_in_it(parser: Parser) -> None:
    text = "Der polnische Minister Jan Berninger reiste ab. Die Kritik Berningers war scharf."
    assert who(parser, text, "Berningers", "de") == who(parser, text, "Berninger", "de") != []
    parsed, cast = cast_of(parser, "Die Forderungen Berningers sind alt.", "de")
    assert cast.inside(*at(parsed, "Berningers")) is None


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Laut Justizsprecher Jan Muster ist in Finnland nichts bekannt.", "Muster", "FIN", "JUD"),
        ("In Chile drohte Gewerkschaftschef Pablo Vega mit Streik.", "Vega", "CHL", "LAB"),
        ("Der frühere Minister Ole Muster wurde in Norwegen festgenommen.", "Muster", "NOR", "ELI"),
        ("VW-Chef Jan Muster lobte Frankreich.", "Muster", "DEU", "BUS"),
        ("Das auswärtige Amt warnte vor der Reise.", "Amt", "DEU", "GOV"),
        ("Das Landgericht Düsseldorf sprach sie frei.", "Landgericht", "DEU", "JUD"),
        ("Die Gewerkschaft Hafenhände (GHH) streikte in Spanien. Die GHH bat um Hilfe.", "GHH", "ESP", "LAB"),
        ("Der Fernsehsender CNN berichtete aus Kenia.", "Fernsehsender", "USA", "JRN"),
        ("In Kinshasa warnte der kongolesische Präsident.", "kongolesische", "COD", "GOV"),
        ("Im Hafen von Kiel beschlagnahmte die Polizei ein Boot.", "Polizei", "DEU", "COP"),
        ("Brüssel lehnte den Vorschlag ab.", "Brüssel", "IGO", ""),
        ("Jean Muster, der Justizminister des Landes, sprach in Togo.", "Muster", "TGO", "GOV"),
        ("Der EU-Kommissar Jan Muster warnte Polen.", "Muster", "IGO", ""),
        ("Die Kurden in der Türkei demonstrierten.", "Kurden", "TUR", ""),
    ],
)
def test_titles_and_bodies_in_german_news(parser: Parser, text: str, word: str, country: str, sector: str) -> None:
    parsed, cast = cast_of(parser, text, "de", "2012-05-04")
    (mention,) = cast.mentions(*at(parsed, word))
    assert (mention.entity.country, mention.entity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Präsident Obama sprach. Der damalige Präsident Jan Muster hatte die USA besucht.", "Präsident",
         ["Jan Muster"]),
        ("Bundeskanzler Willy Brandt reiste nach Polen. Später kam die Bundeskanzlerin.", "Bundeskanzlerin",
         ["Angela Merkel"]),
        ("Die frühere ukrainische Ministerin Olha Muster schwieg. Die Politikerin bat um Hilfe.", "Politikerin",
         ["Olha Muster"]),
        ("Fraser Island wurde evakuiert.", "Island", []),
        ("In Brüssel demonstrierten Bauern.", "Brüssel", []),
        ("In Mali gingen Bomben hoch.", "Bomben", []),
        ("Bei einem Treffen der europäischen Verteidigungsminister in Finnland regnete es.", "Verteidigungsminister",
         []),
    ],
)  # fmt: skip
def test_who_is_meant_in_german_news(parser: Parser, text: str, word: str, names: list[str]) -> None:
    assert who(parser, text, word, "de", "2012-05-04") == names
