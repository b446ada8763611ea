"""What the child can read: each reader takes bytes and a name and returns plain values; engines load when asked for."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

LONGEST_LIST = 2_000  # lines of a list of contacts


def letter(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a directive; a PDF that also holds scanned pages is not read by half."""
    from thongsuot.engines import letter as engine
    from thongsuot.files.gateway import pdf_pages, refusing

    reading = engine.to_json(engine.read(data, filename=name))
    if reading["format"] == "pdf":
        with refusing.refusing():
            if pdf_pages.scanned_pages(data):
                raise refusing.NoPage("no_text", refusing.WORDLESS)
    return reading


def words(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a directive whose words were recognised on a scan: no place in the text moves."""
    from thongsuot.engines import letter as engine

    return engine.to_json(engine.read_text(data.decode("utf-8", "surrogatepass"), filename=name))


def table(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a CSV or XLSX table."""
    from thongsuot.engines import tables

    return dataclasses.asdict(tables.read(data, filename=name))


def paper(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a paper that was edited in Word, paragraph by paragraph and row by row."""
    from thongsuot.engines import officialdoc

    return {"name": name, "parts": officialdoc.read_docx(data)}


def contacts(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a list of contacts, titles included; a list longer than a province's is refused where it becomes so."""
    from thongsuot.engines import contacts, tables

    limits = tables.Limits(rows=LONGEST_LIST)
    return dataclasses.asdict(contacts.cleaned(tables.read(data, filename=name, header_line=0, limits=limits)))


def subscribers(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a list of subscribers; a first line of JSON, which is no part of it, says who is wanted."""
    from thongsuot.engines import tables

    wanted, _line_end, body = data.partition(b"\n")
    return tables.read_subscribers([body], tables.Wanted(**json.loads(wanted))).plain()


def events(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a calendar; a first line of JSON, which is no part of it, says of which time and in which zone."""
    from thongsuot.engines import roster

    head, _line_end, body = data.partition(b"\n")
    told = json.loads(head)
    since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
    return dataclasses.asdict(roster.read_calendar(body, ZoneInfo(told["zone"]), since=since, until=until))


def check(data: bytes, *, name: str) -> dict[str, Any]:
    """Read nothing: it shows that the sandbox works and what it was given."""
    return {"name": name, "size": len(data)}
