"""When: time expressions in news, resolved to EDTF (ISO 8601-2)."""

from depesche.dates.edtf import Edtf
from depesche.dates.find import TimeMention, find_times
from depesche.dates.published import valid_published

__all__ = ["Edtf", "TimeMention", "find_times", "valid_published"]
