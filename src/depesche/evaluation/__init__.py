"""How good is it: a ledger scored against records that people coded."""

from depesche.evaluation.gold import GoldScore, read_gold, score_ledger

__all__ = ["GoldScore", "read_gold", "score_ledger"]
