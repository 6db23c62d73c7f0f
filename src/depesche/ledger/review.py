"""What people say of the machine's reports: kept apart from them, and written out as gold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from depesche.errors import InputError, LedgerError
from depesche.evaluation import score_ledger

if TYPE_CHECKING:
    import duckdb

CORRECTABLE = ("type", "modes", "status", "when")
Gold = Mapping[str, list[Mapping[str, Any]]]

UNDECIDED = """
SELECT report, record FROM reports JOIN documents d ON d.id = document
WHERE report NOT IN (SELECT report FROM decisions WHERE reviewer = ? AND kind IN ('accept', 'reject', 'skip'))
ORDER BY d.added, document, position
"""
DECIDED = """
SELECT r.report, r.document, r.record, k.kind, k.field, k.value FROM decisions k JOIN reports r USING (report)
WHERE k.reviewer = ? AND k.kind IN ('accept', 'reject', 'skip', 'correct') ORDER BY r.document, r.position, k.number
"""


def undecided(connection: duckdb.DuckDBPyConnection, reviewer: str) -> list[tuple[str, dict[str, Any]]]:
    """The reports that somebody has not looked at, with their records."""
    return [(key, json.loads(record)) for key, record in connection.execute(UNDECIDED, [reviewer]).fetchall()]


def gold(connection: duckdb.DuckDBPyConnection, reviewer: str) -> Gold:
    """What a reviewer accepted, with the corrections, in the format of ``depesche eval gold``: by document.

    A document of which everything was rejected is there with no records; one that was not looked at is not.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    records: dict[str, dict[str, Any]] = {}
    places: dict[str, str] = {}
    for key, document, record, kind, field, value in connection.execute(DECIDED, [reviewer]).fetchall():
        if kind == "skip":
            continue
        found.setdefault(document, [])
        places[key] = document
        if kind == "reject":
            records.pop(key, None)
            continue
        current = records.setdefault(key, _gold_record(json.loads(record)))
        if kind == "correct":
            current[field] = json.loads(value)
    for key, current in records.items():
        found[places[key]].append(current)
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
    """A correction as it is kept. Raises InputError for a field that cannot be corrected or a value it cannot have."""
    from depesche.coding.ontology import load_ontology
    from depesche.dates.edtf import Edtf

    types = load_ontology().types
    match field:
        case "type" if value in types:
            return value
        case "modes" if set(value.split()) <= {m for t in types.values() for m in t.modes}:
            return value.split()
        case "status" if value in ("actual", "planned", "possible", "negated"):
            return value
        case "when":
            return str(Edtf.parse(value)) if value else ""
    expected = "one of " + ", ".join(CORRECTABLE) if field not in CORRECTABLE else f"a {field} that exists"
    raise InputError(f"{field} cannot be {value!r}", expected=expected, hint="correct another field, or skip the event")


def agreement(first: Gold, second: Gold, texts: Mapping[str, str]) -> dict[str, float]:
    """F1 and strict F1 of two reviewers' gold over the documents both looked at, and Krippendorff's alpha (nominal,
    by nltk) of the types they gave to each stretch of words that either of them coded. Raises LedgerError for none."""
    shared = [d for d in first if d in second and d in texts]
    if not shared:
        raise LedgerError("no document was reviewed by both", expected="two reviewers of the same material")
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
