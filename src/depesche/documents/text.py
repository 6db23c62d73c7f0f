"""Plain text: one file, one document.

The first line may be ``date YYYY[-MM[-DD]] TITLE``. It gives the date of publication and the title and is no part
of the text; blank lines after it are dropped too. What follows is the text, unchanged, and offsets count from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.documents.checks import NO_DEFAULTS, Defaults, checked, decode
from depesche.records import Document

HEADER = re.compile(r"\s*date[ \t]+(?P<published>\d\S*)[ \t]*(?P<title>[^\r\n]*)(?:[ \t]*[\r\n]+)*")


def split_header(content: str) -> tuple[str, str, str]:
    """(published, title, text) of a file's content; the first two are empty where there is no header.

    >>> split_header("date 2021-04 Talks\\n\\nThey met.")
    ('2021-04', 'Talks', 'They met.')
    """
    header = HEADER.match(content)
    if header is None:
        return "", "", content
    return header["published"], header["title"].strip(), content[header.end() :]


def read_text(
    data: bytes, name: str, where: str = "", defaults: Defaults = NO_DEFAULTS
) -> Iterator[tuple[str, Document]]:
    """The one document of a text file, with the words that say where it stands; ``name`` is its id.

    Raises InputError (or its DateError, LanguageError) where it cannot be read.
    """
    where = where or name
    published, title, text = split_header(decode(data, where))
    yield where, checked(Document(name, text, title=title, published=published), where, defaults)
