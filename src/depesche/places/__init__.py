"""Where it happened: the place that an act's own clause names, found on the map."""

from depesche.places.gazetteer import Gazetteer, Site, country_of, name_at

__all__ = ["Gazetteer", "Site", "country_of", "name_at"]
