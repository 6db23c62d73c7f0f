"""``python -m depesche`` is the command ``depesche``."""

from depesche.cli import main

main()
