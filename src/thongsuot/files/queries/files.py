"""Which files there are for whom, and their bytes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thongsuot.files.models import File
from thongsuot.files.queries.contents import REASONS, SHEET, UNKNOWN, WORD
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person

SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})  # all else is saved, never shown by the browser
HARMLESS = SHOWN | {
    "text/plain", "text/csv", WORD, SHEET, "image/tiff", "application/pkcs7-signature", "application/zip",
}  # fmt: skip


class Quarantined(Exception):
    """The file is kept apart and handed to nobody."""

    def __init__(self, file: File) -> None:
        super().__init__(
            _("Tệp “%(name)s” đang được cách ly nên không mở được: %(reason)s")
            % {"name": file.name, "reason": why_apart(file)}
        )
        self.file = file


def why_apart(file: File) -> str:
    """Return why the file is in quarantine, in the reader's language where the system said it."""
    return str(REASONS.get(file.quarantine_code) or file.quarantine_reason)


def visible_to(person: Person, at: datetime) -> QuerySet[File]:
    """Return the files of the organisations that the person may see."""
    return File.objects.filter(organisation_id__in=organisations.seen_by(person, at))


def content(file: File) -> bytes:
    """Return the whole content; what is in quarantine stays there."""
    if file.quarantined_at:
        raise Quarantined(file)
    return b"".join(bytes(part) for part in file.chunks.order_by("position").values_list("bytes", flat=True))


def headers(file: File, *, inline: bool = False) -> dict[str, str]:
    """Return the headers under which any view hands the bytes out: never as a page, never to be run."""
    shown = inline and file.media_type in SHOWN
    return {
        "Content-Type": file.media_type if file.media_type in HARMLESS else UNKNOWN,
        "Content-Disposition": content_disposition_header(not shown, file.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
