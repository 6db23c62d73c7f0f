"""The file: who may open it, and the schema it must have.

DuckDB lets one process write and shuts all others out while it does. So a writer holds a lock file for as long as it
works and opens the database only to store what is ready; readers come in between and wait a little if they must.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche.errors import LedgerError
from depesche.formats.files import complete

if TYPE_CHECKING:
    import duckdb

PATIENCE = 15.0
"""Seconds that a reader waits for a writer to put down the file, and a writer for readers."""
PAUSE = 0.05
MAGIC = slice(8, 12), b"DUCK"
"""Where a DuckDB file says that it is one; DuckDB takes files of other kinds for tables and loses what is written."""
OFFLINE = "SET autoinstall_known_extensions = false"
"""Nothing is fetched from anywhere because a query might want it."""


def engine() -> Any:
    """The duckdb module. Raises LedgerError where it is not installed."""
    try:
        import duckdb
        import pyarrow  # noqa: F401  # rows travel as Arrow
    except ImportError as problem:
        raise LedgerError(
            f"the ledger needs {problem.name}, which is not installed", expected="duckdb and pyarrow",
            hint="pip install 'depesche[ledger]'",
        ) from problem  # fmt: skip
    return duckdb


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Be the one writer of a ledger. Raises LedgerError where another process is, or the folder does not exist."""
    file = path.resolve()  # one lock for all the names of a file
    try:
        lock = file.with_name(f".{file.name}.lock").open("w")
    except OSError as problem:
        raise LedgerError(
            f"cannot be written ({problem.strerror})", where=str(path), expected="a file in a folder that exists",
            hint="check the path and your rights to it",
        ) from problem  # fmt: skip
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise LedgerError(
                "somebody else is writing to this ledger", where=str(path), expected="one writer at a time",
                hint="wait until the other run is done; reading works meanwhile",
            ) from problem  # fmt: skip
        yield


@contextmanager
def opened(path: Path, write: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a ledger with the newest schema; a writer's changes are kept together or not at all.

    Call it with ``write`` only inside ``writing``. Raises LedgerError for a file that is missing, no ledger, damaged,
    of a newer version, held by others for longer than ``PATIENCE``, or on a full disk.
    """
    driver = engine()
    connection = connect(path, write)
    try:
        if write:
            connection.begin()
        yield connection
        if write:
            connection.commit()
    except (driver.IOException, driver.TransactionException, driver.FatalException) as problem:
        raise LedgerError(
            f"{'writing' if write else 'reading'} failed ({_first_line(problem)})", where=str(path),
            expected="a whole file on a disk with room", hint="check the disk; what was stored before is kept",
        ) from problem  # fmt: skip
    finally:
        connection.close()  # rolls back what was not committed


def connect(path: Path, write: bool = False) -> duckdb.DuckDBPyConnection:
    """As ``opened``, for a caller that closes it; a writer begins and commits by itself."""
    engine()
    if not path.exists():
        if not write:
            raise LedgerError(
                "there is no such ledger", where=str(path), expected="a file made by depesche ledger add",
                hint=f"depesche ledger add {path} ARTICLES",
            )  # fmt: skip
        _create(path)
    until = time.monotonic() + PATIENCE
    while (connection := _try_to_open(path, write)) is None:
        if time.monotonic() > until:
            raise _busy(path, write)
        time.sleep(PAUSE)
    try:
        _migrate(connection, path, write)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    """A new ledger, which is there whole or not at all."""
    with complete(str(path)) as new:
        new.unlink(missing_ok=True)
        with engine().connect(str(new)) as connection:
            _migrate(connection, path, write=True)


def _try_to_open(path: Path, write: bool) -> duckdb.DuckDBPyConnection | None:
    """A connection, or None while others hold the file. Raises LedgerError for what is no DuckDB file."""
    driver, (place, magic) = engine(), MAGIC
    try:
        with path.open("rb") as file:
            if file.read(place.stop)[place] != magic:
                raise _no_ledger(path, "not a DuckDB file")
        connection: duckdb.DuckDBPyConnection = driver.connect(str(path.resolve()), not write)
        connection.execute(OFFLINE)
    except OSError as problem:
        raise _no_ledger(path, problem.strerror or problem) from problem
    except driver.IOException as problem:
        if "lock" not in str(problem).lower():
            raise _no_ledger(path, problem) from problem
        return None
    except driver.Error as problem:
        raise _no_ledger(path, problem) from problem
    return connection


def _busy(path: Path, write: bool) -> LedgerError:
    by = "read" if write else "written"
    return LedgerError(
        f"the ledger is being {by} by another process, and {PATIENCE:.0f} s were not enough to wait", where=str(path),
        expected="a file nobody holds open for long",
        hint="close the other session, then run this again: nothing is lost",
    )  # fmt: skip


def _no_ledger(path: Path, problem: Exception | str) -> LedgerError:
    return LedgerError(
        f"cannot be opened as a ledger ({_first_line(problem)})", where=str(path),
        expected="a file made by depesche ledger add", hint="name another file",
    )  # fmt: skip


def _first_line(problem: Exception | str) -> str:
    return str(problem).splitlines()[0]


def migrations() -> list[tuple[int, str]]:
    """(version, SQL) of every step of the schema, in order."""
    steps = [p for p in files("depesche.ledger").joinpath("schema").iterdir() if p.name.endswith(".sql")]
    return sorted((int(p.name.removesuffix(".sql")), p.read_text(encoding="utf8")) for p in steps)


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path, write: bool) -> None:
    """Bring the schema up to date, each step in one transaction with its number."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "schema_version" not in tables:
        raise _no_ledger(path, "a DuckDB file, but of something else")
    steps, version = migrations(), 0
    if tables:
        version = max(n for (n,) in connection.execute("SELECT version FROM schema_version").fetchall())
    if version > steps[-1][0]:
        raise LedgerError(
            f"its schema has version {version}, this Depesche knows up to {steps[-1][0]}", where=str(path),
            expected="a ledger of this version or an older one", hint="update Depesche",
        )  # fmt: skip
    if version < steps[-1][0] and not write:
        raise LedgerError(
            f"its schema has version {version}, {steps[-1][0]} is needed", where=str(path),
            expected="a ledger brought up to date", hint=f"depesche ledger merge {path}",
        )  # fmt: skip
    for number, sql in steps:
        if number > version:
            connection.begin()
            connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, applied TIMESTAMP)")
            connection.execute(sql)
            connection.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [number])
            connection.commit()
