"""How two states stood, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}
"""How ISO 8601 writes each."""

QUERY = """
WITH acts AS (
    SELECT e.event, e.score, e.quad, date_trunc($period, e.first_day)::DATE AS period
    FROM events e WHERE e.status = 'actual' AND e.first_day IS NOT NULL
    AND date_trunc($period, e.first_day) = date_trunc($period, e.last_day)
    AND ((list_contains(actors, $first) AND list_contains(recipients, $second))
      OR (list_contains(actors, $second) AND list_contains(recipients, $first))
      OR (type = 'CONSULT' AND list_has_all(list_concat(actors, recipients), [$first, $second]))
      OR (type IN ('AGREE', 'COOPERATE') AND len(recipients) = 0 AND list_has_all(actors, [$first, $second])))),
told AS (
    SELECT DISTINCT acts.*, coalesce(a.name, nullif(d.source, ''), d.id) AS voice
    FROM acts JOIN membership USING (event) JOIN reports r USING (report) JOIN documents d ON d.id = r.document
    LEFT JOIN attributions a ON a.report = r.report AND a.position = 0),
weighted AS (SELECT *, 1.0 / count(*) OVER (PARTITION BY period, quad <= 2, voice) AS weight FROM told),
counted AS (
    SELECT period, quad, score, 1.0 AS weight FROM acts WHERE NOT $by_voice
    UNION ALL SELECT period, quad, score, weight FROM weighted WHERE $by_voice)
SELECT strftime(period, $written),
    (SELECT count(*) FROM acts a WHERE a.period = counted.period AND a.quad <= 2),
    round(sum(score * weight) FILTER (quad <= 2) / nullif(sum(weight) FILTER (quad <= 2), 0), 6),
    (SELECT count(*) FROM acts a WHERE a.period = counted.period AND a.quad > 2),
    round(sum(score * weight) FILTER (quad > 2) / nullif(sum(weight) FILTER (quad > 2), 0), 6)
FROM counted GROUP BY period ORDER BY period
"""


@dataclass(frozen=True, slots=True)
class Period:
    """Actual events between two states that lie in one period ("2021-04-13", "2021-W15" or "2021-04"), cooperation and
    conflict apart: how many, and their mean PLOVER score (-10 to +10), None where there is none."""

    period: str
    cooperation: int
    cooperation_score: float | None
    conflict: int
    conflict_score: float | None


def dyad(
    connection: duckdb.DuckDBPyConnection, first: str, second: str, period: str = "month", by_voice: bool = False
) -> list[Period]:
    """Counts and mean scores of what two states (codes) did to each other, per day, week or month.

    What they agree or do together counts, too, as does a meeting. With ``by_voice`` each voice weighs the same in the
    mean, however much it tells; without, each event does. An event whose date does not settle the period is left out.
    """
    values = {
        "first": first, "second": second, "period": period, "written": PERIODS[period], "by_voice": by_voice
    }  # fmt: skip
    return [Period(*row) for row in connection.execute(QUERY, values).fetchall()]
