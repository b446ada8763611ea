"""Time passed: drafts, snapshots, supplements, counts; and the task that sets the papers."""

from __future__ import annotations

import contextlib
from datetime import datetime

from django.conf import settings
from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thongsuot.engines import officialdoc
from thongsuot.files import actions as files
from thongsuot.organisations import access
from thongsuot.reports import actions, papers, queries
from thongsuot.reports.models import Snapshot, Upward

AGAIN = RetryStrategy(max_attempts=5, wait=3)  # seconds; a lost database is back by then
FILE_NAMES = {Upward.Recipient.MINISTRY: "bao-cao-bo", Upward.Recipient.COMMITTEE: "bao-cao-ubnd"}


def run(at: datetime) -> int:
    """Do whatever is due."""
    return actions.draft_due(at) + actions.take_snapshots(at) + actions.supplement(at) + actions.count_reports(at)


def next_due() -> datetime | None:
    """Return the earliest moment at which something is to be done."""
    return queries.next_due()


@app.task(name=actions.RENDER, queue="report", pass_context=False, retry=AGAIN)
def render(run: int) -> None:
    """Set both papers of a snapshot; a worker that was replaced meanwhile leaves nothing behind."""
    with contextlib.suppress(files.Superseded), access.acting_as_system():
        work(run, at=now())


def work(run: int, *, at: datetime) -> None:
    """Set the papers of a run, as of a moment."""
    epoch = files.take(run, at)
    snapshot, edition = queries.snapshot_of(run), queries.edition_of(run)
    for done, recipient in enumerate(Upward.Recipient.values, start=1):
        name = FILE_NAMES[Upward.Recipient(recipient)] + (f"-bo-sung-{snapshot.sequence}" if snapshot.sequence else "")
        name += f"-ban-{edition + 1}" if edition else ""
        both = set_paper(snapshot, recipient)
        actions.file_paper(snapshot, recipient, papers=both, name=name, edition=edition, at=at)
        files.progress(run, epoch, 2 * done, "", at)
    files.finish(run, epoch, {"snapshot": snapshot.pk, "url": snapshot.get_absolute_url()}, at)


def set_paper(snapshot: Snapshot, recipient: str) -> tuple[bytes, bytes]:
    """Return one paper as PDF and as DOCX, from one object."""
    paper = papers.upward(snapshot, recipient, papers.dress(snapshot, recipient))
    pdf = officialdoc.to_pdf(paper, fonts=settings.TYPEFACES, created=snapshot.taken_at)
    return pdf, officialdoc.to_docx(paper, created=snapshot.taken_at)
