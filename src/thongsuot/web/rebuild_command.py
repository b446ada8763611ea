"""`thongsuot rebuild-evidence`: all evidence is entered again from the rows it came from; nothing may change."""

from __future__ import annotations

import sys


def run(arguments: list[str]) -> int:
    """Enter all evidence again and say how much there was, and whether anything was missing."""
    if arguments:
        sys.stderr.write("thongsuot rebuild-evidence không nhận tham số\n")
        return 2
    from thongsuot.campaigns import actions as campaigns
    from thongsuot.directives import actions as directives
    from thongsuot.duty import actions as duty
    from thongsuot.hotline import actions as hotline
    from thongsuot.incidents import actions as incidents
    from thongsuot.ledger.models import Evidence
    from thongsuot.organisations import access
    from thongsuot.reports import actions as reports

    with access.acting_as_system():
        before = Evidence.objects.count()
        apps = (directives, reports, campaigns, duty, incidents, hotline)
        looked_at = sum(app.rebuild() for app in apps)
        added = Evidence.objects.count() - before
    sys.stdout.write(f"Đã đối chiếu {looked_at} bản ghi gốc; bổ sung {added} bản ghi còn thiếu.\n")
    return 0
