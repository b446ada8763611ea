"""A letter out of a file of any format, without a database: text is read at once, a scan is recognised first."""

from __future__ import annotations

from typing import Any

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


class Unread(Exception):
    """The file holds no letter that can be read; `code` and `message` say why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def read(data: bytes, *, name: str, secret: bool = False) -> dict[str, Any]:
    """Return what is read in a letter, as the review page gets it; a secret letter only for whoever may ask."""
    from thongsuot.engines import letter as engine

    if data.startswith(PICTURES):
        return _recognised(data, name, secret=secret)
    try:
        reading = engine.to_json(engine.read(data, filename=name, secret=secret))
    except engine.UnreadableLetter as refusal:
        if refusal.code == "no_text" and data.startswith(b"%PDF"):
            return _recognised(data, name, secret=secret)
        raise Unread(refusal.code, refusal.message) from None
    if reading["format"] == "pdf":
        from thongsuot.files.gateway import pdf_pages

        if pdf_pages.scanned_pages(data):
            return _recognised(data, name, secret=secret)
    return reading


def _recognised(data: bytes, name: str, *, secret: bool) -> dict[str, Any]:
    """Recognise every page and read the words; what no page gave is refused with the page's own trouble."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
    from thongsuot.directives import gateway
    from thongsuot.engines import letter as engine
    from thongsuot.files.gateway import Unreadable, read_in_sandbox

    try:
        gateway.check_installed()
        pages = read_in_sandbox("leaves", data, name=name)["pages"]
    except (gateway.NotInstalled, Unreadable) as refusal:
        raise Unread(getattr(refusal, "code", "not_installed"), refusal.message) from None
    text, read = gateway.compose(gateway.leaves(data, pages))
    if not text.strip():
        trouble = next((page.trouble for page, _ in read if page.trouble), "Không nhận ra chữ nào trong bản quét.")
        raise Unread("no_words", f"{trouble} Đề nghị quét lại rõ hơn rồi thử lại.")
    try:
        reading = engine.to_json(engine.read_text(text, filename=name, secret=secret))
    except engine.UnreadableLetter as refusal:
        raise Unread(refusal.code, refusal.message) from None
    reading = engine.dimmed(reading, [placed for _, words in read for placed in words])
    warnings = [f"Trang {page.number}: {page.trouble}" for page, _ in read if page.trouble]
    return {**reading, "format": "scan", "pages": pages, "warnings": [*reading["warnings"], *warnings]}
