"""All errors that Depesche raises on purpose.

DepescheError
├── InputError          a document, file or option that cannot be read as it is
│   ├── LanguageError   a language that is unknown or not supported
│   └── DateError       a date that does not exist or is not EDTF
├── DataError           knowledge files (lexicons, entities, codebooks) that do not hold together
├── ModelError          the model's files are missing or do not fit together
└── LedgerError         a ledger that cannot be opened, written or does not hold what is asked for
"""

from __future__ import annotations


class DepescheError(Exception):
    """Base of all. ``str()`` says what is wrong and where, what was expected, and what to do next."""

    def __init__(self, what: str, *, where: str = "", expected: str = "", hint: str = "") -> None:
        self.what, self.where, self.expected, self.hint = what, where, expected, hint
        parts = [f"{where}: {what}" if where else what]
        if expected:
            parts.append(f"expected: {expected}")
        if hint:
            parts.append(f"try: {hint}")
        super().__init__("\n  ".join(parts))


class InputError(DepescheError):
    pass


class LanguageError(InputError):
    pass


class DateError(InputError):
    pass


class DataError(DepescheError):
    pass


class ModelError(DepescheError):
    pass


class LedgerError(DepescheError):
    pass
