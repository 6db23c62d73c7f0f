"""What people say of the machine's reports: kept apart from them, and written out as gold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.coding.ontology import load_ontology
from depesche.dates.edtf import Edtf
from depesche.errors import InputError, LedgerError
from depesche.evaluation import score_ledger
from depesche.formats import labels

if TYPE_CHECKING:
    import duckdb

CORRECTABLE = ("type", "modes", "status", "when", "where", "actor", "recipient", "according_to")
STATUSES = ("actual", "planned", "possible", "negated")
CONTEXT = 200
"""Characters before and after the words that a reviewer is shown."""
Gold = Mapping[str, list[Mapping[str, Any]]]

UNDECIDED = """
SELECT report FROM reports JOIN documents d ON d.id = document
WHERE report NOT IN (SELECT report FROM decisions WHERE reviewer = ? AND kind IN ('accept', 'reject', 'skip'))
ORDER BY d.added, document, position
"""
DECIDED = """
SELECT r.report, r.document, r.record, k.kind, k.field, k.value FROM decisions k JOIN reports r USING (report)
WHERE k.reviewer = $reviewer AND k.kind IN ('accept', 'reject', 'skip', 'correct')
      AND ($report = '' OR r.report = $report)
ORDER BY r.document, r.position, k.number
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report to decide on: its gold record with what the reviewer has corrected, and the text around its words."""

    report: str
    document: str
    record: Mapping[str, Any]
    before: str
    after: str


def undecided(connection: duckdb.DuckDBPyConnection, reviewer: str) -> list[str]:
    """The keys of the reports that somebody has not decided on, in the order of the documents."""
    return [key for (key,) in connection.execute(UNDECIDED, [reviewer]).fetchall()]


def candidate(connection: duckdb.DuckDBPyConnection, report: str, reviewer: str) -> Candidate:
    """What a reviewer has to know of a report."""
    query = "SELECT document, record, text FROM reports JOIN documents d ON d.id = document WHERE report = ?"
    ((document, content, text),) = connection.execute(query, [report]).fetchall()
    record = json.loads(content)
    start, end = record["quote"]["start"], record["quote"]["end"]
    known = _decided(connection, reviewer, report).get(report, (document, _gold_record(record), ""))
    return Candidate(report, document, known[1], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def gold(connection: duckdb.DuckDBPyConnection, reviewer: str) -> Gold:
    """What a reviewer accepted, with the corrections, in the format of ``depesche eval gold``: by document.

    Only documents are there whose reports were all decided on; of one where everything was rejected there are no
    records. What was skipped is optional: missing it costs nothing and finding it earns nothing. Raises LedgerError
    for somebody who has decided nothing.
    """
    decided = _decided(connection, reviewer)
    if not decided:
        query = "SELECT DISTINCT reviewer FROM decisions WHERE kind NOT IN ('join', 'split') ORDER BY 1"
        names = [name for (name,) in connection.execute(query).fetchall()]
        raise LedgerError(
            f"{reviewer!r} has reviewed nothing", expected=", ".join(names) or "somebody who has reviewed",
            hint="depesche ledger review --as NAME",
        )  # fmt: skip
    waiting = set(undecided(connection, reviewer))
    unfinished = {d for r, d in connection.execute("SELECT report, document FROM reports").fetchall() if r in waiting}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for document, record, verdict in decided.values():
        if document not in unfinished:
            kept = [] if verdict == "reject" else [{**record, "optional": verdict == "skip"}]
            found.setdefault(document, []).extend(kept)
    return found


def _decided(
    connection: duckdb.DuckDBPyConnection, reviewer: str, report: str = ""
) -> dict[str, tuple[str, dict[str, Any], str]]:
    """Report -> its document, its record with corrections, and the verdict: accept, reject, skip or none yet."""
    found: dict[str, tuple[str, dict[str, Any], str]] = {}
    values = {"reviewer": reviewer, "report": report}
    for key, document, content, kind, field, value in connection.execute(DECIDED, values).fetchall():
        _, record, verdict = found.get(key) or ("", _gold_record(json.loads(content)), "")
        if kind == "correct":
            record[field] = json.loads(value)
        found[key] = document, record, verdict if kind == "correct" else kind
    return found


def _gold_record(record: Mapping[str, Any]) -> dict[str, Any]:
    party = ("text", "name", "country", "sector")
    sides = {s: [{name: m[name] for name in party} for m in record[s]] for s in ("actor", "recipient")}
    return {
        "quote": record["quote"]["text"], "type": record["type"], "modes": record["modes"], **sides,
        "status": record["status"], "according_to": [a["name"] for a in record["according_to"]],
        "when": record["when"]["edtf"], "where": record["where"]["name"], "optional": False, "note": "",
    }  # fmt: skip


def correction(field: str, value: str) -> Any:
    """A correction as it is kept: modes are parted by blanks, parties and voices by commas; a party is a country with a
    sector and a name where there are any ("USA GOV Joe Biden, RUS").

    Raises InputError for a field that cannot be corrected or a value it cannot have.
    """
    types, value = load_ontology().types, value.strip()
    match field:
        case "type" if value in types:
            return value
        case "modes" if set(value.split()) <= {m for t in types.values() for m in t.modes}:
            return value.split()
        case "status" if value in STATUSES:
            return value
        case "when":
            return str(Edtf.parse(value)) if value else ""
        case "where":
            return value
        case "according_to":
            return [name.strip() for name in value.split(",") if name.strip()]
        case "actor" | "recipient":
            return [_party(words.split()) for words in value.split(",") if words.strip()]
    expected = "one of " + ", ".join(STATUSES if field == "status" else types if field == "type" else CORRECTABLE)
    raise InputError(f"{field} cannot be {value!r}", expected="modes of PLOVER" if field == "modes" else expected)


def _party(words: list[str]) -> dict[str, str]:
    country, sectors = words[0].upper(), load_ontology().sectors
    if country != "IGO" and not labels.country(country):
        raise InputError(
            f"{words[0]!r} is no country", expected="an ISO 3166-1 alpha-3 code, KOS or IGO, then a sector and a name",
            hint="USA GOV Joe Biden",
        )  # fmt: skip
    sector = words[1] if words[1:] and words[1] in sectors else ""
    name = " ".join(words[2 if sector else 1 :]) or labels.country(country)
    return {"text": "", "name": name, "country": country, "sector": sector}


def agreement(first: Gold, second: Gold, texts: Mapping[str, str]) -> dict[str, float]:
    """F1 and strict F1 of two reviewers' gold over the documents both looked at, and Krippendorff's alpha (nominal,
    by nltk) of the types they gave to each stretch of words that either of them coded. Raises LedgerError for none."""
    shared = [d for d in first if d in second and d in texts]
    if not shared:
        raise LedgerError("no document was reviewed to its end by both", expected="two reviewers of the same material")
    one, two = ({d: g[d] for d in shared} for g in (first, second))
    score = score_ledger(one, two, texts)
    return {"documents": len(shared), "F1": score.f1, "strict F1": score.strict_f1, "alpha": _alpha(one, two)}


def _alpha(first: Gold, second: Gold) -> float:
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as problem:
        raise LedgerError(
            "Krippendorff's alpha needs nltk, which is not installed", hint="pip install 'depesche[ledger]'"
        ) from problem
    labels: dict[tuple[str, str], list[str]] = {}
    for coder, coded in enumerate((first, second)):
        for document, records in coded.items():
            for record in records:
                labels.setdefault((document, record["quote"]), ["NONE", "NONE"])[coder] = record["type"]
    data = [(str(c), unit, label) for unit, pair in labels.items() for c, label in enumerate(pair)]
    if len({label for _, _, label in data}) < 2:
        return 1.0  # nothing to disagree about
    return float(AnnotationTask(data=data).alpha())
