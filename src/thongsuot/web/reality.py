"""What a database is for, real or an exercise: kept in the database, and every start agrees with it or is refused.

Asked before Django is loaded, because every setting that follows from it is read once.
"""

from __future__ import annotations

import contextlib
import os

import psycopg

LIVE, EXERCISE = "live", "exercise"
NAMES = {LIVE: "hệ thống thật", EXERCISE: "hệ thống diễn tập"}
VARIABLE = "TS_REALITY"


class WrongReality(Exception):
    """The start wants something else than what the database is for."""


def marked(url: str) -> str | None:
    """Return what the database is for; None while nobody has said so, or before its tables are made."""
    with contextlib.closing(psycopg.connect(url, connect_timeout=5)) as connection:
        try:
            row = connection.execute("SELECT reality FROM ledger_realitymark").fetchone()
        except psycopg.errors.UndefinedTable:
            return None
    return str(row[0]) if row else None


def agree(url: str) -> None:
    """Let the rest of this process, and what it starts, follow the database; another wish is refused."""
    wanted = os.environ.get(VARIABLE) or ""
    if wanted not in ("", LIVE, EXERCISE):
        raise WrongReality(f"{VARIABLE}={wanted} không có nghĩa; chỉ nhận {LIVE} hoặc {EXERCISE}. Chưa có gì thay đổi.")
    mark = marked(url)
    if mark is None:
        return
    if wanted not in ("", mark):
        raise WrongReality(
            f"Cơ sở dữ liệu này là của {NAMES[mark]}, còn {VARIABLE}={wanted} là {NAMES[wanted]}; số liệu thật và diễn "
            f"tập không bao giờ chung một cơ sở dữ liệu. Chưa có gì thay đổi. Hãy bỏ biến {VARIABLE}, hoặc đặt TS_HOME "
            "hay DATABASE_URL khác."
        )
    os.environ[VARIABLE] = mark
