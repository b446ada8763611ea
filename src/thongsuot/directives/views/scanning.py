"""A scan comes in, and the picture of each of its pages is shown to everybody whom the letter reached."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thongsuot.directives import actions
from thongsuot.directives.views.asking import SignedIn, letter_of
from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, has_program, read_in_sandbox
from thongsuot.files.models import Run
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation, Person

PICTURES = {"image/png", "image/jpeg", "image/tiff"}


def is_picture(data: bytes, name: str) -> bool:
    """Tell whether the bytes are a picture, whatever their name says."""
    return bool(data) and files.inspect(data, name).media_type in PICTURES


def begin(
    form: forms.Form, data: bytes, name: str, *, organisation: Organisation, by: Person, at: datetime
) -> Run | None:
    """Queue the recognition of a scan, or say on the form why not."""
    kept = _("Chưa có gì được ghi nhận.")
    if not has_program("tesseract"):
        words = _(
            "Tệp này là bản quét, mà máy chủ chưa cài phần nhận dạng chữ. Hãy gửi bản DOCX hoặc PDF có lớp chữ, "
            "hoặc báo quản trị hệ thống cài các gói tesseract-ocr và tesseract-ocr-vie."
        )
        form.add_error("file", f"{words} {kept}")
        return None
    try:
        pages = read_in_sandbox("leaves", data, name=name)["pages"]
    except Unreadable as refusal:
        words = _(refusal.message)
        form.add_error("file", words if kept in words else f"{words} {kept}")
        return None
    return actions.begin_scan(
        data, name=name, pages=pages, organisation=organisation, reality=settings.REALITY, by=by, at=at
    )


@require_safe
@login_required
def page_picture(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """Show what a page of the scan looked like."""
    letter = letter_of(request, pk)
    with access.reaching(letter.organisation_id):
        page = get_object_or_404(letter.pages.select_related("picture"), number=number)
        if page.picture is None:
            raise Http404
        try:
            content = files.content(page.picture)
        except files.Quarantined:
            raise Http404 from None
        shown = files.headers(page.picture, inline=True)
    return HttpResponse(content, headers={**shown, "Cache-Control": "private, max-age=3600"})
