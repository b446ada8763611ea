"""An uploaded sheet or calendar is read in the sandbox and laid onto a roster; its bytes are kept nowhere."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.forms import SheetForm
from thongsuot.duty.models import Roster
from thongsuot.engines.roster import ReadCalendar
from thongsuot.engines.tables import Sheet
from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, read_in_sandbox


def read_upload(form: SheetForm, data: bytes, name: str, roster: Roster, at: datetime) -> queries.Reading | None:
    """Return what the file comes to, or say on the form why nothing."""
    kept = _("Chưa có gì được ghi nhận.")
    if (doubt := files.inspect(data, name).doubt) is not None:
        words = _("Tệp không được đọc: %(reason)s") % {"reason": doubt}
        form.add_error("file", f"{words} {kept}")
        return None
    try:
        if PurePosixPath(name).suffix.lower() == ".ics" or data.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"BEGIN:VCAL"):
            return queries.read_events(_calendar(data, name, roster), roster, at)
        return queries.read_grid(Sheet.of(read_in_sandbox("table", data, name=name)), roster, at)
    except Unreadable as refusal:
        words = _(refusal.message)
        form.add_error("file", words if kept in words else f"{words} {kept}")
        return None


def _calendar(data: bytes, name: str, roster: Roster) -> ReadCalendar:
    since, until = queries.window_of(roster)
    told = {"since": since.isoformat(), "until": until.isoformat(), "zone": settings.TIME_ZONE}
    return ReadCalendar.of(read_in_sandbox("events", json.dumps(told).encode() + b"\n" + data, name=name))
