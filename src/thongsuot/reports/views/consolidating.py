"""What the department hands upwards: the snapshot, its papers, and the one taken by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.directives import queries as directives
from thongsuot.files import queries as files
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed
from thongsuot.reports import actions, queries
from thongsuot.reports.models import EditedPaper, RegisterEntry, Snapshot, Upward
from thongsuot.reports.papers import STATUS, WORDS
from thongsuot.reports.views.asking import Desk, SignedIn


@dataclass(frozen=True)
class Shown:
    """One paper as the page shows it: the newest edition, those before it, its number, what came back from Word."""

    paper: Upward
    older: list[Upward]
    entry: RegisterEntry | None
    edited: list[EditedPaper]


@require_safe
@never_cache
@login_required
def snapshot(request: SignedIn, pk: int) -> HttpResponse:
    """Show what was frozen, who is missing, and the papers to be signed."""
    row = get_object_or_404(queries.snapshots_visible_to(request.user, now()), pk=pk)
    content = row.content
    desk = Desk.of(request.user, now())
    shown = {
        "snapshot": row,
        "content": content,
        "words": [(word, content["words"].get(word, 0)) for word in WORDS],
        "assigned": sum(content["words"].values()),
        "statuses": _by_status(content),
        "figures": queries.lines(content["figures"]),
        "own": {kind: content["figures"].get(kind, {}).get("measured", {}) for kind in queries.OWN_BOOKS},
        "changes": queries.changes(row.delta),
        "siblings": queries.siblings_of(row),
        "run": files.about(topic(row)).first(),
        "may": {"merge": desk.follows(row.organisation_id), "register": desk.registers(row.organisation_id)},
        "now": now(),
        "upward": directives.upward_duty(row.directive, row.deadline_at),
        **_papers(row),
    }
    return render(request, "reports/snapshot.html", shown)


def _papers(row: Snapshot) -> dict[str, Any]:
    """Return each paper with its number, its older editions, and what came back of it from Word."""
    editions = list(queries.editions_of(row))
    entries = {entry.recipient: entry for entry in row.entries.select_related("signed")}
    edited = list(row.edited.select_related("file"))
    papers = []
    for recipient in dict.fromkeys(one.recipient for one in editions):
        newest, *older = [one for one in editions if one.recipient == recipient]
        back = [one for one in edited if one.recipient == recipient]
        papers.append(Shown(newest, older, entries.get(recipient), back))
    changed = max((one.decided_at for one in row.wordings.all()), default=None)
    return {
        "papers": papers,
        "stale": bool(editions and changed and changed > min(told.paper.ready_at for told in papers)),
        "ours": queries.keeps_here(row.organisation_id, row.reality),
        "today": localtime(now()).date(),
    }


def _by_status(content: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    rows = content["organisations"]
    return {status: [row for row in rows if row["status"] == status] for status in STATUS}


@require_POST
@login_required
def consolidate(request: SignedIn, directive: int) -> HttpResponse:
    """Take the snapshot of a letter that sets no deadline for reports."""
    at = now()
    letter = get_object_or_404(directives.visible_to(request.user, at), pk=directive)
    if letter.state not in queries.SENT_OUT:
        raise Http404(_("Văn bản chưa phát hành nên chưa có gì để tổng hợp."))
    if queries.sets_deadline(letter):
        messages.warning(request, _("Văn bản có thời hạn báo cáo; hệ thống tự chốt số liệu khi đến thời hạn."))
        return redirect("reports:list")
    try:
        taken: Snapshot = actions.consolidate(letter, by=request.user, at=at)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:list")
    messages.success(request, _("Đã chốt số liệu. Hai báo cáo đang được lập."))
    return redirect(taken)
