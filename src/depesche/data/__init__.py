"""Everything that is knowledge and not code: YAML and TSV, read through this one door."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from depesche.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_path(*parts: str) -> Traversable:
    """The path of a file or folder under ``data/``."""
    return files("depesche.data").joinpath(*parts)


def read_yaml(*parts: str) -> Any:
    """A YAML file under ``data/``, e.g. ``read_yaml("language", "de.yaml")``; {} if there is none.

    Raises DataError with the file and line where it is not YAML.
    """
    path = data_path(*parts)
    if not path.is_file():
        return {}
    try:
        return yaml.load(path.read_text(encoding="utf8"), _Loader) or {}
    except yaml.YAMLError as problem:
        raise DataError(
            f"not YAML: {problem}", where="/".join(parts), expected="a YAML file", hint="mend the line named"
        ) from problem
