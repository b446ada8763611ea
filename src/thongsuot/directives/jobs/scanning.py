"""A scan waits: its pages are recognised and become a letter for review."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from thongsuot.directives import actions, gateway
from thongsuot.engines.letter import dimmed
from thongsuot.files import actions as files
from thongsuot.files.gateway import Unreadable
from thongsuot.files.models import File, Run
from thongsuot.organisations import access
from thongsuot.organisations.models import Person


@app.task(name=actions.READ_SCAN, pass_context=False)
def read_scan(run: int) -> None:
    """Recognise a scan; what was cancelled or replaced meanwhile leaves nothing behind."""
    files.perform(run, _work, clock=now)


def _work(run: Run, step: files.Step) -> files.Ending:
    gateway.check_installed()
    with access.acting_as_system():
        file = File.objects.select_related("organisation").get(pk=run.argument["file"])
        by = Person.objects.get(pk=run.argument["by"])
        data = files.read_bytes(file)
    leaves = []
    step(0, "")
    with closing(gateway.leaves(data, run.total)) as pages:
        for done, leaf in enumerate(pages, start=1):
            leaves.append(leaf)
            step(done, _("Đã nhận dạng %(done)s trong %(total)s trang.") % {"done": done, "total": run.total})
    text, read = gateway.compose(leaves)
    sheets = [
        actions.Sheet(leaf.number, words, leaf.width, leaf.height, leaf.picture, leaf.trouble) for leaf, words in read
    ]
    if not text.strip():
        raise actions.NothingRecognised(next((sheet.trouble for sheet in sheets if sheet.trouble), ""))
    try:
        reading = gateway.reading_of(text, name=file.name, pages=run.total)
    except Unreadable as refusal:
        if refusal.code == "secret":  # its scan had to be kept to be recognised; now nothing of it is
            with access.acting_as_system():
                files.erase(file)
        raise
    reading = dimmed(reading, [placed for sheet in sheets for placed in sheet.words])

    def ending(at: datetime) -> dict[str, Any]:
        try:
            letter = actions.receive_scan(reading, sheets, file=file, by=by, at=at)
        except actions.AlreadyReceived as refusal:
            same = refusal.directive.get_absolute_url()
            return {"text": str(refusal), "url": same, "link": _("Mở văn bản đã tiếp nhận")}
        return {
            "text": _("Đã nhận dạng và đọc văn bản; hãy đối chiếu với ảnh khi rà soát."),
            "url": reverse("directives:review", args=[letter.pk]),
            "link": _("Rà soát văn bản"),
        }

    return ending
