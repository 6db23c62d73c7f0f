"""Who: from mentions in a text to entities with country, sector and office at that date."""

from depesche.entities.cast import Cast, read_cast
from depesche.entities.tables import Tables

__all__ = ["Cast", "Tables", "read_cast"]
