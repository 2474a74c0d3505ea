"""Lines for a person to type into the shell that they have."""

from __future__ import annotations

import shlex
import shutil
import sys
import textwrap
from pathlib import Path
from typing import Final

#: Columns of most terminals, less the quotes around a line.
_WIDTH: Final = 76


def lines_to_type(sql: str, database: Path | None) -> str:
    """Return the command that shows the result of a query, in lines that fit into a terminal.

    A shell takes them together, since all but the first are in one pair of quotes.

    Args:
        sql: the query.
        database: DuckDB file; `None` for another database, which needs its own tools.

    Example:
        >>> lines_to_type("SELECT 1", None)
        'SELECT 1'
    """
    lines = textwrap.fill(sql, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if database is None:
        return lines
    if shutil.which("duckdb"):
        query = _quoted("\n" + lines)
        return f"duckdb {_quoted(str(database))} {query}"
    opened = f"import duckdb\ndatabase = duckdb.connect({str(database)!r})\n"
    code = f"{opened}database.sql('''\n{lines}\n''').show()"
    if sys.platform == "win32":  # a shell there takes one line
        code = opened.replace("\n", "; ") + f"database.sql({sql!r}).show()"
    return f"{_python()} -c {_quoted(code)}"


def _quoted(text: str) -> str:
    """Quote a text for a shell, readably."""
    is_plain = not any(character in text for character in '"$`\\!')
    return f'"{text}"' if is_plain and " " in text else shlex.quote(text)


def linkedin_to_type() -> str:
    """Return what to type for `linkedin`; its folder too, unless the shell finds it there."""
    beside = Path(sys.executable).parent
    found = shutil.which("linkedin", path=str(beside))
    return _shortest(Path(found)) if found else f"{_python()} -m linkedin_api.cli"


def _python() -> str:
    """What to type for the interpreter that has DuckDB."""
    executable = Path(sys.executable)
    named = executable.with_stem("python")
    # In a virtual environment they are one; elsewhere, `python` may be another version.
    is_same = sys.prefix != sys.base_prefix and named.exists()
    return _shortest(named if is_same else executable)


def _shortest(program: Path) -> str:
    """The name of a program if the shell finds it by its name; else where it is."""
    if shutil.which(program.stem) == str(program):
        return program.stem
    if program.is_relative_to(Path.cwd()):
        return _quoted(str(program.relative_to(Path.cwd())))
    return _quoted(str(program))
