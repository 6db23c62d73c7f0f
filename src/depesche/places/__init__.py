"""Where it happened: the place that an act's own clause names."""

from depesche.places.attach import place_of

__all__ = ["place_of"]
