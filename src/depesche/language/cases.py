"""Which cases a word can stand in by its form or by that of its determiner: "der Minister" is a subject wherever it
stands. What a form may be is data (``cases`` in ``data/language/<language>.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depesche.language.model import Floats, Model, Scores, log_probabilities

_SURE = 3.0  # a gender that is e³ times less likely than another is left out

# Form in lower case -> gender of a singular, "Plur" for any plural or "" where nothing decides -> UD cases.
CaseTable = Mapping[str, Mapping[str, frozenset[str]]]


def read_cases(data: Mapping[str, str | Mapping[str, str]]) -> CaseTable:
    """The table from its YAML: a form has its cases, divided by spaces, or those per gender and "Plur"."""
    return {
        form: {key: frozenset(cases.split()) for key, cases in ({"": how} if isinstance(how, str) else how).items()}
        for form, how in data.items()
    }


def possible_cases(
    forms: Sequence[str], determiners: Mapping[int, int], scores: Scores, model: Model, table: CaseTable
) -> list[frozenset[str]]:
    """The cases of each word that its form allows, empty where it tells nothing. ``determiners`` has the determiner of
    a noun; gender and number are the likeliest that the form allows, or any of several that come close."""
    found: list[frozenset[str]] = [frozenset()] * len(forms)
    if not table:
        return found
    keys = _keys(scores, model)
    for i, form in enumerate(forms):
        telling = forms[determiners[i]] if i in determiners else form
        readings = table.get(telling.lower(), {})
        if i not in determiners and model.upos[scores.upos[i]] != "PRON":
            continue
        likely = {key: float(keys[key][i]) if key else 0.0 for key in readings}
        found[i] = frozenset().union(*(readings[k] for k, v in likely.items() if v > max(likely.values()) - _SURE))
    return found


def _keys(scores: Scores, model: Model) -> dict[str, Floats]:
    """How likely (log) each word is a singular of a gender, or a plural."""
    logs: dict[str, Floats] = {}
    at = 0
    for name, values in model.feats.items():
        if name in {"Gender", "Number"}:
            part = log_probabilities(scores.feats[:, at : at + len(values)])
            logs |= {value: part[:, k] for k, value in enumerate(values)}
        at += len(values)
    return {gender: logs[gender] + logs["Sing"] for gender in ("Masc", "Fem", "Neut")} | {"Plur": logs["Plur"]}
