"""On whose word: the voices of a document and what each of them vouches for."""

from depesche.voices.distance import distance
from depesche.voices.find import Voice, chain, find_voices
from depesche.voices.hear import Heard, hear
from depesche.voices.marks import quotes
from depesche.voices.publisher import publisher_voice

__all__ = ["Voice", "chain", "distance", "find_voices", "Heard", "hear", "publisher_voice", "quotes"]
