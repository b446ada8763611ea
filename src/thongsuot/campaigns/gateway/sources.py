"""Where an operator's subscribers are read beside an upload: a file of this machine, the operator's database."""

from __future__ import annotations

import hashlib
import io
import ipaddress
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.models import Share
from thongsuot.engines.tables import UnreadableTable, Wanted, read_subscribers
from thongsuot.engines.vietnamese import grouped
from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.ledger.models import Reality
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

CHUNK = 1024 * 1024
STEP = 100_000  # lines between two words of progress
PARQUET = b"PAR1"
ROWS = 65_536  # of a Parquet file at a time
PATIENCE = 10  # seconds until a database that does not answer counts as away

FIGURES = re.compile(r"\d(?=\d{3})")  # all but the last three: an error may quote what a cell holds

Told = Callable[[int], object]


class NoSource(Exception):
    """The source cannot be read; `message` says why, and nothing of its address."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def of_file(path: Path, wanted: Wanted, told: Told = lambda lines: None) -> actions.Reading:
    """Read a file of this machine, of any size: CSV, or Parquet where pyarrow is installed."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(len(PARQUET)) == PARQUET
            stream.seek(0)
            if packed:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                return _read(path.name, _parquet(path), wanted, told, digest)
            return _read(path.name, iter(lambda: stream.read(CHUNK), b""), wanted, told)
    except OSError as error:
        said = _("Không mở được tệp %(name)s (%(why)s); chưa nhận số nào.")
        raise NoSource(said % {"name": path.name, "why": os.strerror(error.errno or 0)}) from error


def of_query(share: Share, at: datetime, told: Told = lambda lines: None) -> actions.Reading:
    """Ask the operator's database; the query may use %(areas)s (codes of the area and all below it) and %(rule)s.

    Its columns are named as those of a file; the session only reads, and PostgreSQL writes the CSV. In an exercise a
    database of another machine is not asked: real subscribers have no place in it.
    """
    source = queries.source_of(share)
    if source is None:
        raise NoSource(_("Chưa cài đặt nguồn số thuê bao của doanh nghiệp (TS_NUMBERS_DATABASE, TS_NUMBERS_QUERY)."))
    with access.acting_as_system():
        asked = {"areas": queries.codes_within(share, at), "rule": share.campaign.rule}
        wanted = queries.wanted(share, at)
    try:
        _playing(share, psycopg.conninfo.conninfo_to_dict(source[0]))
        with psycopg.connect(source[0], connect_timeout=PATIENCE, client_encoding="utf8") as connection:
            _playing(share, {"host": connection.info.host, "hostaddr": connection.info.hostaddr})  # where it came to
            connection.read_only = True
            with connection.cursor() as cursor, cursor.copy(_copied(source[1]), asked) as rows:
                return _read(_("cơ sở dữ liệu của doanh nghiệp"), map(bytes, rows), wanted, told)
    except psycopg.Error as error:
        why = FIGURES.sub("•", error.diag.message_primary or type(error).__name__)
        said = _("Cơ sở dữ liệu của doanh nghiệp không trả lời được (%(why)s); chưa nhận số nào.")
        raise NoSource(said % {"why": why}) from error


def _playing(share: Share, told: Mapping[str, Any]) -> None:
    """Refuse a database of another machine in an exercise, as links to message centres are refused."""
    if share.reality == settings.REALITY == Reality.LIVE:
        return
    hosts = ",".join(str(told.get(name) or "") for name in ("host", "hostaddr")).split(",")
    if not all(map(_here, hosts)):
        raise NoSource(_("Hệ thống diễn tập chỉ đọc nguồn số trên chính máy này (127.0.0.1); chưa nhận số nào."))


def _here(host: str) -> bool:
    """Tell whether a host is this machine: a socket of it, or its loopback."""
    try:
        return host in ("", "localhost") or host[0] in "/@" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def work(run: Run, step: files.Step) -> files.Ending:
    """Read the configured source as a worker does; what it holds is kept with the end of the run, or not at all."""
    with access.acting_as_system():
        share = Share.objects.select_related("organisation", "campaign__area").get(pk=run.argument["share"])
        by = Person.objects.get(pk=run.argument["by"])

    def told(lines: int) -> None:
        step(lines, _("Đã đọc %(lines)s dòng.") % {"lines": grouped(lines)})

    read = of_query(share, run.queued_at, told)

    def ending(at: datetime) -> dict[str, Any]:
        try:
            numbers = actions.take_numbers(share, read, by=by, at=at)
        except actions.NobodyInside as refusal:  # the page of the run is not the operator's alone: no lines on it
            look = _("Lệnh thongsuot numbers %(share)s --query liệt kê từng dòng.") % {"share": share.pk}
            said = f"{refusal.counts} {look}"
        except actions.NotYet as refusal:
            said = str(refusal)
        else:
            said = _("Đã nhận %(kept)s số thuê bao.") % {"kept": grouped(numbers.kept)}
        return {"text": said, "url": share.get_absolute_url(), "link": _("Mở phần của doanh nghiệp")}

    return ending


def _copied(query: str) -> Any:
    """Return the statement; what it copies is the operator's own, set by whoever runs the install."""
    return f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER true)"


def _parquet(path: Path) -> Iterator[bytes]:
    """Give a Parquet file as CSV, a batch of rows at a time; pyarrow is an extra: pip install 'thongsuot[parquet]'."""
    try:
        import pyarrow
        from pyarrow import csv, parquet
    except ImportError as error:
        said = _("Để đọc tệp Parquet cần cài thêm pyarrow: pip install 'thongsuot[parquet]'; hoặc xuất dạng CSV.")
        raise NoSource(said) from error
    try:
        for number, batch in enumerate(parquet.ParquetFile(path).iter_batches(batch_size=ROWS)):
            plain = [_plain(column, pyarrow) for column in batch.columns]
            text = io.BytesIO()
            options = csv.WriteOptions(include_header=number == 0)
            csv.write_csv(pyarrow.RecordBatch.from_arrays(plain, batch.schema.names), text, options)
            yield text.getvalue()
    except pyarrow.ArrowException as error:
        raise NoSource(_("Tệp Parquet hỏng hoặc có cột không xuất được ra CSV; chưa nhận số nào.")) from error


def _plain(column: Any, pyarrow: Any) -> Any:
    """Give a column without its dictionary, which CSV cannot hold."""
    return column.dictionary_decode() if pyarrow.types.is_dictionary(column.type) else column


def _read(name: str, chunks: Iterable[bytes], wanted: Wanted, told: Told, sha256: str = "") -> actions.Reading:
    """Read chunks, digest them where that was not done before, and say how many lines have come."""
    digest = hashlib.sha256()

    def watched() -> Iterator[bytes]:
        lines = said = 0
        for chunk in chunks:
            digest.update(chunk)
            lines += chunk.count(b"\n")
            if lines - said >= STEP:
                said = lines
                told(lines)
            yield chunk

    try:
        found = read_subscribers(watched(), wanted)
    except UnreadableTable as error:
        raise NoSource(error.message) from error
    return actions.Reading(name, sha256 or digest.hexdigest(), found)
