"""Many reports, one event, every account side by side."""

from depesche.ledger.choice import Choice
from depesche.ledger.reading import Processes
from depesche.ledger.store import Added, Ledger

__all__ = ["Added", "Choice", "Ledger", "Processes"]
