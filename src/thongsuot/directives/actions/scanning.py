"""A scan enters: its bytes are kept, recognition is queued, and what was recognised becomes a letter with its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives.actions.receiving import AlreadyReceived, receive
from thongsuot.directives.models import Directive, Page
from thongsuot.engines.letter import Placed
from thongsuot.files import actions as files
from thongsuot.files import queries as kept
from thongsuot.files.models import File, Run
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Person, Role

READ_SCAN = "thongsuot.directives.jobs.read_scan"


class Sheet(NamedTuple):
    """One page of a scan: its words at their places in the whole text, and its picture, or why there is none."""

    number: int
    words: tuple[Placed, ...]
    width: int
    height: int
    picture: bytes
    trouble: str


@transaction.atomic
def begin_scan(
    data: bytes, *, name: str, pages: int, organisation: Organisation, reality: str, by: Person, at: datetime
) -> Run:
    """Keep the bytes of a scan and queue its recognition; a scan that waits already is not queued twice."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, organisation=organisation, at=at)
    file = files.store(data, name=name, organisation=organisation, reality=reality, by=by, at=at)
    before = Directive.objects.filter(file=file, organisation=organisation).exclude(state=Directive.State.WITHDRAWN)
    if (same := before.first()) is not None:
        raise AlreadyReceived(same)
    waiting = kept.open_runs().filter(kind=READ_SCAN, about=f"file:{file.pk}")
    if (run := waiting.first()) is not None:
        return run
    return files.begin_run(
        READ_SCAN,
        organisation=organisation,
        reality=reality,
        by=by,
        at=at,
        about=f"file:{file.pk}",
        total=pages,
        argument={"title": f"Nhận dạng chữ: {file.name}", "file": file.pk, "by": by.pk},
    )


@transaction.atomic
def receive_scan(reading: dict[str, Any], sheets: Iterable[Sheet], *, file: File, by: Actor, at: datetime) -> Directive:
    """Enter a scanned letter as it was recognised, with the picture of each page beside its words."""
    owner: dict[str, Any] = {"organisation": file.organisation, "reality": file.reality}
    letter = receive(reading, file=file, by=by, at=at, **owner)
    for sheet in sheets:
        name = f"{file.name.rpartition('.')[0] or file.name}-trang-{sheet.number}.jpg"
        picture = files.store(sheet.picture, name=name, by=by, at=at, **owner) if sheet.picture else None
        Page.objects.create(
            **owner,
            directive=letter,
            number=sheet.number,
            picture=picture,
            width=sheet.width,
            height=sheet.height,
            words=[_flat(placed) for placed in sheet.words],
            trouble=sheet.trouble,
        )
    return letter


def _flat(placed: Placed) -> list[int]:
    word = placed.word
    return [placed.start, placed.end, word.left, word.top, word.right, word.bottom, round(word.confidence)]


class NothingRecognised(Exception):
    """No page of the scan held a word."""

    def __init__(self, trouble: str = "") -> None:
        words = trouble or _("Không nhận ra chữ nào trong bản quét.")
        super().__init__(words)
        self.message = words + " " + _("Tệp quét vẫn được giữ; chưa có gì được giao. Hãy quét lại rõ hơn rồi gửi lại.")
