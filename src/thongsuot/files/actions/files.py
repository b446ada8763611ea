"""Bytes come in once, are cut into rows, and are kept apart when they are not what they say."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from thongsuot.files import queries
from thongsuot.files.models import LARGEST, MIB, Chunk, File, Run
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, Role

KEEPERS = (Role.Name.LEADER, Role.Name.REGISTRY, Role.Name.ADMINISTRATOR)
read_bytes = queries.content


class Refused(ValueError):
    """The bytes cannot be kept at all; nothing was stored."""

    code = "refused"


class TooLarge(Refused):
    """More than 25 MiB."""

    code = "too_large"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Tệp “%(name)s” lớn hơn 25 MB nên chưa được lưu. "
                "Hãy giảm độ phân giải bản quét hoặc tách thành nhiều tệp rồi gửi lại."
            )
            % {"name": name}
        )


class Empty(Refused):
    """No bytes at all."""

    code = "empty"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Tệp “%(name)s” không có nội dung nên chưa được lưu. Hãy mở thử tệp trên máy của mình rồi gửi lại.")
            % {"name": name}
        )


def check_size(size: int, *, name: str) -> None:
    """Refuse what is empty or too large, before anybody reads it into memory."""
    if not size:
        raise Empty(queries.clean_name(name))
    if size > LARGEST:
        raise TooLarge(queries.clean_name(name))


@transaction.atomic
def store(data: bytes, *, name: str, organisation: Organisation, reality: str, by: Actor, at: datetime) -> File:
    """Keep the bytes, once for each organisation and reality; look at `quarantined_at` of what comes back."""
    check_size(len(data), name=name)
    contents = queries.inspect(data, name)
    doubt = contents.doubt
    file, new = File.objects.get_or_create(
        organisation=organisation,
        reality=reality,
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={
            "name": contents.name,
            "media_type": contents.media_type,
            "size": len(data),
            "uploaded_at": at,
            "by_name": str(by),
            "quarantined_at": at if doubt else None,
            "quarantine_code": doubt.code if doubt else "",
            "quarantine_reason": doubt.reason if doubt else "",
        },
    )
    if new:
        view = memoryview(data)
        Chunk.objects.bulk_create(
            (
                Chunk(file=file, position=number, bytes=view[start : start + MIB])
                for number, start in enumerate(range(0, len(data), MIB))
            ),
            batch_size=4,
        )
    elif file.quarantine_code == "disguised" and doubt is None:
        file = release(file, contents=contents)
    return file


def release(file: File, *, contents: queries.Contents) -> File:
    """Let a file out that was kept apart for its false name alone, now that it came under its true one."""
    file.name, file.media_type = contents.name, contents.media_type
    file.quarantined_at, file.quarantine_code, file.quarantine_reason, file.quarantined_by = None, "", "", ""
    file.save(
        update_fields=[
            "name", "media_type", "quarantined_at", "quarantine_code", "quarantine_reason", "quarantined_by",
        ]
    )  # fmt: skip
    return file


@transaction.atomic
def erase(file: File) -> None:
    """Forget a file that must not be here: its bytes, its name, and its name in the work that read it.

    Where another row still speaks of it, the empty row stays, kept apart.
    """
    file.chunks.all().delete()
    title = _("Tệp đã xóa")
    for run in Run.objects.filter(about=f"file:{file.pk}"):
        run.argument = {**run.argument, "title": title}
        run.save(update_fields=["argument"])
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError:
        file.name, file.quarantined_at = title, file.uploaded_at
        file.quarantine_code, file.quarantine_reason = "erased", title
        file.save(update_fields=["name", "quarantined_at", "quarantine_code", "quarantine_reason"])


def quarantine(file: File, *, reason: str, by: Actor, at: datetime) -> File:
    """Keep a file apart from now on; its bytes stay, nobody is given them."""
    access.require(by, *KEEPERS, organisation=file.organisation_id, at=at)
    file.quarantined_at, file.quarantined_by = at, str(by)
    file.quarantine_code, file.quarantine_reason = "by_hand", reason[:300]
    file.save(update_fields=["quarantined_at", "quarantined_by", "quarantine_code", "quarantine_reason"])
    return file
