"""Times in plain text: what is found, and what day is meant. Published on a Wednesday, 12 June 2019, unless told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.dates import Edtf
from depesche.dates.find import find_in_text

GERMAN = [
    ("Am Mittwoch trat die Ministerin zurück.", "Mittwoch", "2019-06-12"),
    ("Am Montag wurde ein Abkommen unterzeichnet.", "Montag", "2019-06-10"),
    ("Am Freitag soll das Parlament abstimmen.", "Freitag", "2019-06-14"),
    ("Die Minister trafen sich am letzten Montag.", "letzten Montag", "2019-06-10"),
    ("Sie reiste am gestrigen Dienstag ab.", "gestrigen Dienstag", "2019-06-11"),
    ("Am gestrigen Dienstag, dem 11. Juni 2019, kam sie an.", "gestrigen Dienstag, dem 11. Juni 2019", "2019-06-11"),
    ("Der Vertrag galt ab Montag, dem 3. Juni 2019.", "Montag, dem 3. Juni 2019", "2019-06-03/.."),
    ("Vorgestern wurde er verhaftet.", "Vorgestern", "2019-06-10"),
    ("Morgen wird im Senat gewählt.", "Morgen", "2019-06-13"),
    ("Die Sitzung wurde am frühen Montagmorgen beendet.", "frühen Montagmorgen", "2019-06-10"),
    ("In der Nacht zum Montag fielen Schüsse.", "der Nacht zum Montag", "2019-06-09/2019-06-10"),
    ("Vergangene Woche wurde verhandelt.", "Vergangene Woche", "2019-06-03/2019-06-09"),
    ("Anfang Mai begannen die Unruhen.", "Anfang Mai", "2019-05"),
    ("Ende Juli soll die Mission enden.", "Ende Juli", "2019-07"),
    ("Mitte 2017 kam es zum Bruch.", "Mitte 2017", "2017"),
    ("In den kommenden Monaten sollen Beobachter einreisen.", "den kommenden Monaten", "2019-06/.."),
    ("In den letzten zwei Wochen starben viele.", "den letzten zwei Wochen", "2019-05-29/2019-06-12"),
    ("Vor drei Wochen wurde er freigelassen.", "Vor drei Wochen", "2019-05-20/2019-05-26"),
    ("Vor zwei Jahren wurde das Gesetz verabschiedet.", "Vor zwei Jahren", "2017"),
    ("Der Gipfel am 22. und 23. August soll helfen.", "22. und 23. August", "2019-08-22/2019-08-23"),
    ("Der Rat tagte am 30.–31. Mai in Oslo.", "30.–31. Mai", "2019-05-30/2019-05-31"),
    ("Vom 30. April bis 2. Mai 2018 wurde gestreikt.", "30. April bis 2. Mai 2018", "2018-04-30/2018-05-02"),
    ("Die Treffen waren am 3. und 17. Mai.", "3. und 17. Mai", "{2019-05-03,2019-05-17}"),
    ("Im Herbst 2014 wurde gewählt.", "Herbst 2014", "2014-23"),
    ("Im ersten Quartal 2018 sank der Handel.", "ersten Quartal 2018", "2018-01/2018-03"),
    ("In den 1980er Jahren herrschte Krieg.", "den 1980er Jahren", "198X"),
    ("Im vergangenen Jahr wurde sie gewählt.", "vergangenen Jahr", "2018"),
    ("Im November vorigen Jahres wurde er verhaftet.", "November vorigen Jahres", "2018-11"),
    ("Im November wurde er verhaftet.", "November", "2018-11"),
    ("Seit 2011 wurde gekämpft.", "2011", "2011/.."),
    ("Die Frist wurde bis zum 1. Juli verlängert.", "1. Juli", "../2019-07-01"),
    ("An Ostern wurde eine Waffenruhe vereinbart.", "Ostern", "2019-04-21"),
    ("Am Wochenende wurde demonstriert.", "Wochenende", "2019-06-08/2019-06-09"),
    ("Am kommenden Wochenende wird gewählt.", "kommenden Wochenende", "2019-06-15/2019-06-16"),
    ("In den achtziger Jahren herrschte Krieg.", "den achtziger Jahren", "198X"),
    ("Im XIX. Jahrhundert entstand der Staat.", "XIX. Jahrhundert", "18XX"),
    ("Der Handel sank im Q3/2018.", "Q3/2018", "2018-07/2018-09"),
    ("Am 20./21. März wurde getagt.", "20./21. März", "2019-03-20/2019-03-21"),
    ("Am 20./21.03.2018 wurde getagt.", "20./21.03.2018", "2018-03-20/2018-03-21"),
    ("Zwischen dem 3. und dem 5. Mai wurde gestreikt.", "3. und dem 5. Mai", "2019-05-03/2019-05-05"),
    ("Zwischen 2010 und 2015 wurde verhandelt.", "2010 und 2015", "2010/2015"),
    ("Mitte Mai bis Anfang Juni wurde gestreikt.", "Mitte Mai bis Anfang Juni", "2019-05/2019-06"),
    ("In der Saison 2005/06 wurde gestreikt.", "2005/06", "2005/2006"),
    ("Über Nacht fielen Schüsse.", "Über Nacht", "2019-06-11/2019-06-12"),
    ("In der Nacht vom 7. auf den 8. Mai fielen Schüsse.", "der Nacht vom 7. auf den 8. Mai", "2019-05-07/2019-05-08"),
    ("In den letzten 24 Stunden fielen Schüsse.", "den letzten 24 Stunden", "2019-06-11/2019-06-12"),
    ("Am Dienstag vergangener Woche trat er zurück.", "Dienstag vergangener Woche", "2019-06-04"),
    ("Vorige Woche Dienstag trat er zurück.", "Vorige Woche Dienstag", "2019-06-04"),
    ("In der Karwoche wurde gestreikt.", "Karwoche", "2019-04-15/2019-04-20"),
    ("Am Buß- und Bettag wurde gestreikt.", "Buß- und Bettag", "2018-11-21"),
    ("Seit 1519 herrschte er.", "1519", "1519/.."),
    ("Vor dem 3. Mai wurde gestreikt.", "3. Mai", "../2019-05-03"),
    ("Vor zwei Stunden fielen Schüsse.", "Vor zwei Stunden", "2019-06-12"),
    ("In der Nacht zum heutigen Mittwoch fielen Schüsse.", "der Nacht zum heutigen Mittwoch", "2019-06-11/2019-06-12"),
]
ENGLISH = [
    ("The envoys met on Monday.", "Monday", "2019-06-10"),
    ("The envoys will meet on Friday.", "Friday", "2019-06-14"),
    ("Last Wednesday rebels took the town.", "Last Wednesday", "2019-06-05"),
    ("Next Monday the court will decide.", "Next Monday", "2019-06-17"),
    ("Police dispersed the crowd late Sunday night.", "late Sunday night", "2019-06-09"),
    ("Sunday’s vote was peaceful.", "Sunday", "2019-06-09"),
    ("Two weeks ago he resigned.", "Two weeks ago", "2019-05-27/2019-06-02"),
    ("Three days ago he resigned.", "Three days ago", "2019-06-09"),
    ("She arrived yesterday evening.", "yesterday evening", "2019-06-11"),
    ("Last week they signed.", "Last week", "2019-06-03/2019-06-09"),
    ("They signed earlier this week.", "earlier this week", "2019-06-10/2019-06-12"),
    ("It was signed last month.", "last month", "2019-05"),
    ("Earlier this year it was banned.", "Earlier this year", "2019"),
    ("Last November they held talks.", "Last November", "2018-11"),
    ("On May 3, 2014, a bomb exploded.", "May 3, 2014", "2014-05-03"),
    ("The 3rd of May 2014 was quiet.", "The 3rd of May 2014", "2014-05-03"),
    ("From May 30 to 31 the council met.", "May 30 to 31", "2019-05-30/2019-05-31"),
    ("The council met on May 30 and 31.", "May 30 and 31", "2019-05-30/2019-05-31"),
    ("He was held in July 2008.", "July 2008", "2008-07"),
    ("Troops will leave by September 11.", "September 11", "../2019-09-11"),
    ("It was built in the 1990s.", "the 1990s", "199X"),
    ("Over the last two years trade grew.", "the last two years", "2017/2019"),
    ("In the second half of 2017 talks failed.", "the second half of 2017", "2017-07/2017-12"),
    ("He ruled from 1999 to 2004.", "1999 to 2004", "1999/2004"),
    ("On Christmas Eve 2016 the truce ended.", "Christmas Eve 2016", "2016-12-24"),
    ("Two died in the past week.", "the past week", "2019-06-05/2019-06-12"),
    ("Two died last week.", "last week", "2019-06-03/2019-06-09"),
    ("He resigned the week before last.", "the week before last", "2019-05-27/2019-06-02"),
    ("More will follow in the weeks ahead.", "the weeks ahead", "2019-06-12/.."),
    ("Rebels struck overnight.", "overnight", "2019-06-11/2019-06-12"),
    ("Rebels struck late Monday into early Tuesday.", "late Monday into early Tuesday", "2019-06-10/2019-06-11"),
    ("It was built in the early 20th century.", "the early 20th century", "19XX"),
    ("It was built in the nineties.", "the nineties", "199X"),
    ("Trade fell in Q3 2018.", "Q3 2018", "2018-07/2018-09"),
    ("It was signed on 5/7/2018.", "5/7/2018", "[2018-05-07,2018-07-05]"),
    ("It was signed on 5/17/2018.", "5/17/2018", "2018-05-17"),
    ("They met between May 3 and 5.", "May 3 and 5", "2019-05-03/2019-05-05"),
    ("They spoke on Memorial Day.", "Memorial Day", "2019-05-27"),
    ("The truce held over Orthodox Easter.", "Orthodox Easter", "2019-04-28"),
    ("In 1914 war began.", "1914", "1914"),
]
FRENCH = [
    ("Lundi, les ministres ont signé un accord.", "Lundi", "2019-06-10"),
    ("Mercredi dernier, la ville a été prise.", "Mercredi dernier", "2019-06-05"),
    ("Vendredi, le parlement votera la loi.", "Vendredi", "2019-06-14"),
    ("Il y a deux semaines, elle a démissionné.", "Il y a deux semaines", "2019-05-27/2019-06-02"),
    ("La semaine dernière, ils ont négocié.", "La semaine dernière", "2019-06-03/2019-06-09"),
    ("Le 3 mai 2014, une bombe a explosé.", "3 mai 2014", "2014-05-03"),
    ("L’an dernier, elle a été élue.", "L’an dernier", "2018"),
    ("Hier soir, des coups de feu ont été entendus.", "Hier soir", "2019-06-11"),
    ("Au premier trimestre 2018, le commerce a doublé.", "premier trimestre 2018", "2018-01/2018-03"),
    ("Au début du mois, il a protesté.", "début du mois", "2019-06"),
    ("D'ici la fin de l'année, elle partira.", "fin de l'année", "../2019"),
    ("Ce matin, le ministre a parlé.", "Ce matin", "2019-06-12"),
    ("Le 4 juin dernier, elle a démissionné.", "4 juin dernier", "2019-06-04"),
    ("L'État est né au XIXe siècle.", "XIXe siècle", "18XX"),
    ("Dans la nuit du 7 au 8 mai, il a fui.", "la nuit du 7 au 8 mai", "2019-05-07/2019-05-08"),
    ("La nuit dernière, il a fui.", "La nuit dernière", "2019-06-11/2019-06-12"),
    ("Dans la soirée de lundi, il a fui.", "soirée de lundi", "2019-06-10"),
    ("Pendant la semaine sainte, il a fui.", "semaine sainte", "2019-04-14/2019-04-21"),
    ("Ils ont négocié de lundi à mercredi.", "lundi à mercredi", "2019-06-10/2019-06-12"),
]
SPANISH = [
    ("El lunes firmó el acuerdo.", "lunes", "2019-06-10"),
    ("El miércoles pasado tomaron la ciudad.", "miércoles pasado", "2019-06-05"),
    ("El viernes votará el parlamento.", "viernes", "2019-06-14"),
    ("Hace dos semanas renunció.", "Hace dos semanas", "2019-05-27/2019-06-02"),
    ("La semana pasada negociaron.", "La semana pasada", "2019-06-03/2019-06-09"),
    ("El 3 de mayo de 2014 explotó una bomba.", "3 de mayo de 2014", "2014-05-03"),
    ("El año pasado fue elegida.", "El año pasado", "2018"),
    ("Mañana votarán los diputados.", "Mañana", "2019-06-13"),
    ("Antes de fin de año partirán.", "fin de año", "2019"),
    ("Esta mañana habló el ministro.", "Esta mañana", "2019-06-12"),
    ("El pasado fin de semana marcharon.", "El pasado fin de semana", "2019-06-08/2019-06-09"),
    ("El pasado 4 de junio renunció.", "pasado 4 de junio", "2019-06-04"),
    ("En Semana Santa atacaron un puesto.", "Semana Santa", "2019-04-14/2019-04-21"),
    ("El Estado nació en el siglo XIX.", "siglo XIX", "18XX"),
    ("En la madrugada del lunes huyó.", "madrugada del lunes", "2019-06-10"),
    ("Negociaron de lunes a miércoles.", "lunes a miércoles", "2019-06-10/2019-06-12"),
    ("Gobernó en los noventa.", "los noventa", "199X"),
]
CASES = [
    (language, *case)
    for language, cases in (("de", GERMAN), ("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH))
    for case in cases
]


@pytest.mark.parametrize(("language", "text", "words", "edtf"), CASES)
def test_dates(language: str, text: str, words: str, edtf: str) -> None:
    assert [(m.text, m.edtf) for m in find_in_text(text, language, "2019-06-12")] == [(words, edtf)]


@pytest.mark.parametrize(
    ("language", "text", "words", "kind"),
    [
        ("de", "Seit drei Jahren herrscht Krieg.", "drei Jahren", "DURATION"),
        ("de", "Der zweitägige Besuch verlief ruhig.", "zweitägige", "DURATION"),
        ("de", "Jeden Montag wird demonstriert.", "Jeden Montag", "SET"),
        ("de", "Um 15.30 Uhr fiel der Strom aus.", "15.30 Uhr", "TIME"),
        ("de", "Montags wird demonstriert.", "Montags", "SET"),
        ("de", "Kurz vor Mitternacht fielen Schüsse.", "Mitternacht", "TIME"),
        ("en", "The log ends 2019-05-03T14:30:00Z.", "2019-05-03T14:30:00Z", "TIME"),
        ("en", "They marked the first anniversary of the coup.", "the first anniversary", "DATE"),
        ("en", "The war lasted for six months.", "six months", "DURATION"),
        ("en", "They march every Friday.", "every Friday", "SET"),
        ("en", "The blast came at 3:15 a.m.", "3:15 a.m.", "TIME"),
        ("fr", "Depuis trois ans, la guerre dure.", "trois ans", "DURATION"),
        ("fr", "Ils se réunissent une fois par an.", "une fois par an", "SET"),
        ("es", "Protestan dos veces por semana.", "dos veces por semana", "SET"),
        ("es", "Desde hace tres años hay guerra.", "Desde hace tres años", "DURATION"),
    ],
)
def test_kinds(language: str, text: str, words: str, kind: str) -> None:
    assert [(m.text, m.kind) for m in find_in_text(text, language, "2019-06-12")] == [(words, kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der 38-jährige Minister ist krank."),
        ("de", "Das Gericht verhängte 12 Jahre Haft."),
        ("de", "Die Armee entsandte 2000 Soldaten."),
        ("de", "Die Resolution 1973 wurde angenommen."),
        ("en", "The 38-year-old colonel may resign."),
        ("en", "Some 1990 soldiers were sent."),
        ("en", "Crowds march through the capital."),
        ("en", "Prime Minister May resigned."),
    ],
)
def test_no_dates(language: str, text: str) -> None:
    assert find_in_text(text, language, "2019-06-12") == []


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2019-06", "Am Dienstag trat er zurück.", ["[2019-06-04,2019-06-11,2019-06-18,2019-06-25]"]),
        (
            "2019-06",
            "Am Dienstag trat er zurück. Er bestätigte die Einladung zum Treffen am 20. und 21. Juni.",
            ["[2019-06-04,2019-06-11,2019-06-18]", "2019-06-20/2019-06-21"],
        ),
        (
            "2019-06",
            "Am 20. Juni wurde das Büro gestürmt. Am Dienstag wurde er verhaftet.",
            ["2019-06-20", "[2019-06-18,2019-06-25]"],
        ),
        (
            "2019-06",
            "Am Dienstag, dem 4. Juni 2019, traf sie ein. Am Dienstag sprach sie mit ihm.",
            ["2019-06-04", "2019-06-04"],
        ),
        ("2019-06", "Heute wurde verhandelt.", ["2019-06"]),
        ("2019-06", "Im vergangenen Monat wurde verhandelt.", ["2019-05"]),
        ("2019-06", "Im August 2018 wurde verhandelt.", ["2018-08"]),
        ("2019", "Am Dienstag wurde verhandelt.", [""]),
        ("2019", "Im März wurde verhandelt.", ["2019-03"]),
        ("2019", "Am 3. März wurde verhandelt.", ["2019-03-03"]),
        ("", "Am Dienstag wurde verhandelt.", [""]),
        ("", "Gestern wurde verhandelt.", [""]),
        ("", "Am 3. März 2014 wurde verhandelt. Am nächsten Tag war Ruhe.", ["2014-03-03", "2014-03-04"]),
    ],
)
def test_what_an_imprecise_publication_date_leaves_open(published: str, text: str, expected: list[str]) -> None:
    assert [m.edtf for m in find_in_text(text, "de", published)] == expected


def test_the_story_goes_on() -> None:
    text = (
        "Am 3. März 1999 begann der Streik. Am Abend kam es zu Festnahmen. Am nächsten Tag wurde weiter gestreikt. "
        "Zwei Jahre später folgte ein Gesetz. Im selben Jahr trat der Minister zurück."
    )
    assert [m.edtf for m in find_in_text(text, "de", "2019-06-12")] == [
        "1999-03-03", "1999-03-03", "1999-03-04", "2001", "2001",
    ]  # fmt: skip


def test_a_time_of_day_takes_the_date_of_its_sentence() -> None:
    found = find_in_text("The base was hit at 3 p.m. on Monday.", "en", "2019-06-12")
    assert [(m.text, m.kind, m.edtf) for m in found] == [
        ("3 p.m.", "TIME", "2019-06-10"), ("Monday", "DATE", "2019-06-10"),
    ]  # fmt: skip


def test_the_week_that_ends_on_publication_sunday_is_the_past_one() -> None:
    assert find_in_text("Vergangene Woche wurde verhandelt.", "de", "2019-06-16")[0].edtf == "2019-06-10/2019-06-15"


PIECES = [text for _, text, *_ in CASES] + [
    "am 31. Februar",
    "31.02.2019",
    "den 0. Mai",
    "vor 9999 Jahren",
    "\n",
    "(",
    " ",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6),
    st.sampled_from(["", "2019", "2019-06", "2019-06-12"]),
)
def test_offsets_are_exact_and_results_are_edtf(pieces: list[str], published: str) -> None:
    text = " ".join(pieces)
    for language in ("de", "en", "fr", "es"):
        end = 0
        for mention in find_in_text(text, language, published):
            assert text[mention.start : mention.end] == mention.text
            assert mention.start >= end
            end = mention.end
            if mention.edtf:
                Edtf.parse(mention.edtf)


def test_a_language_without_words_gives_none() -> None:
    assert find_in_text("2019-06-12", "xx", "2019") == []


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("de", "Im Jahr 2017 sank der Handel stärker als im Vorjahr.", ["2017", "2016"]),
        ("de", "1914 begann der Krieg. Im August desselben Jahres fiel die Stadt.", ["1914", "1914-08"]),
        ("de", "1914 begann der Krieg. Am 31. Juni desselben Jahres fiel die Stadt.", ["1914", ""]),
        ("en", "He said on Monday that two had died in the past week.", ["2019-06-10", "2019-06-03/2019-06-10"]),
        ("en", "He said so on Monday. Two have died in the past week.", ["2019-06-10", "2019-06-05/2019-06-12"]),
        ("de", "Am 3. Juni fielen Schüsse, 24 Stunden zuvor war es ruhig.", ["2019-06-03", "2019-06-02"]),
        ("fr", "Les 3, 4 et 5 mai, ils ont négocié.", ["2019-05-03", "2019-05-04/2019-05-05"]),
    ],
)
def test_one_date_helps_another(language: str, text: str, edtf: list[str]) -> None:
    assert [m.edtf for m in find_in_text(text, language, "2019-06-12")] == edtf
