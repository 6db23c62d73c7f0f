"""Events written down: one file per format, each with ``write(events, stream)``."""
