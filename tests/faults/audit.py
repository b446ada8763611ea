"""Compares the tables with the diary of what was acknowledged and with the witness of what left.

Runs as a process of its own, as the app role: JSON comes in, every broken promise comes out as a line.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  # models need the settings
from django.db.models import Count  # noqa: E402  # models need the settings

from thongsuot.directives.models import Acknowledgement, Assignment, Declaration, Directive, Receipt  # noqa: E402  # the apps have to be loaded first
from thongsuot.files.models import File, Run  # noqa: E402  # the apps have to be loaded first
from thongsuot.files.queries import content  # noqa: E402  # the apps have to be loaded first
from thongsuot.ledger import queries as ledger  # noqa: E402  # the apps have to be loaded first
from thongsuot.ledger.models import Evidence, Move  # noqa: E402  # the apps have to be loaded first
from thongsuot.organisations import access  # noqa: E402  # the apps have to be loaded first
from thongsuot.organisations.models import Organisation, SignedLink  # noqa: E402  # the apps have to be loaded first
from thongsuot.outbox.models import Message  # noqa: E402  # the apps have to be loaded first
from thongsuot.reports.actions import RENDER  # noqa: E402  # the apps have to be loaded first
from thongsuot.reports.models import Report, Snapshot, Submission  # noqa: E402  # the apps have to be loaded first

ONCE = {  # the moves that nobody may make twice in these runs: nothing is reopened, sent back or withdrawn
    "receipt": ("acknowledged",),
    "assignment": ("received", "in_progress", "done"),
    "report": ("prepared", "submitted", "accepted"),
    "directive": ("issued",),
}


def moved(topic: str, row: int, target: str) -> str:
    """Return what is wrong with a move that was acknowledged; nothing where it stands exactly once."""
    times = Move.objects.filter(topic=topic, row=row, target=target).count()
    return "" if times == 1 else f"{topic} {row}: {times} moves to {target}"


def _receipt(act: dict[str, Any]) -> Iterator[str]:
    row = Receipt.objects.get(pk=act["receipt"])
    yield moved("receipt", row.pk, "acknowledged")
    if row.state != "acknowledged" or row.acknowledged_at is None:
        yield f"receipt {row.pk} is {row.state}"
    duties = Assignment.objects.filter(directive=row.directive, organisation=row.organisation, state="arrived")
    if duties.exists():
        yield f"receipt {row.pk}: {duties.count()} duties have not been received with it"
    counted = Evidence.objects.filter(key=f"receipt:{row.pk}").last()
    if counted is None or counted.figures != {"organisations": 1, "acknowledged": 1}:
        yield f"receipt {row.pk} was not counted"


def _briefed(act: dict[str, Any]) -> Iterator[str]:
    link = SignedLink.objects.get(secret_hash=hashlib.sha256(act["secret"].encode()).digest())
    receipt = Receipt.objects.get(pk=int(link.row.partition(":")[2]))
    rows = Acknowledgement.objects.filter(directive=receipt.directive, staff__code=act["code"])
    if (times := rows.filter(organisation_id=act["organisation"]).count()) != 1:
        yield f"{act['code']} has {times} acknowledgements of letter {receipt.directive_id}"


def _declared(act: dict[str, Any]) -> Iterator[str]:
    said = Declaration.objects.filter(assignment_id=act["assignment"], words=act["words"])
    rows = [row for row in said.select_related("assignment__obligation") if not _borne(row)]
    key, moments = f"declaration:{act['assignment']}", {row.at for row in rows}
    entered = Evidence.objects.filter(key=key, summary=act["words"], happened_at__in=moments).count()
    if len(rows) != 1 or entered != 1:
        yield f"assignment {act['assignment']}: a statement stands {len(rows)} times, as evidence {entered} times"
    if act["file"] and (not rows or act["file"] not in rows[0].files):
        yield f"assignment {act['assignment']}: a statement lost its file"
    if act["file"]:
        yield from kept(act["file"])


def _borne(row: Declaration) -> bool:
    """Tell whether the row only carries figures that were said of a sister duty in the same act (decision 0005)."""
    own = row.assignment
    told = Declaration.objects.filter(organisation_id=row.organisation_id, at=row.at, figures={})
    sisters = told.filter(assignment__directive_id=own.directive_id, assignment__obligation__kind=own.obligation.kind)
    return row.figures != {} and sisters.exclude(assignment_id=own.pk).exists()


def kept(digest: str) -> Iterator[str]:
    """Say what is wrong with the bytes of a file."""
    files = list(File.objects.filter(sha256=digest))
    if not files:
        yield f"file {digest[:12]} is lost"
    for file in files:
        if hashlib.sha256(content(file)).hexdigest() != digest:
            yield f"file {digest[:12]} has other bytes"


def _uploaded(act: dict[str, Any]) -> Iterator[str]:
    yield from kept(act["file"])
    row = Directive.objects.filter(pk=act["directive"]).first()
    if row is None or row.text_sha256 != act["file"]:
        yield f"letter {act['directive']} is lost"
    elif not row.obligations.exists():
        yield f"letter {row.pk} has no proposals"


def _submitted(act: dict[str, Any]) -> Iterator[str]:
    yield moved("report", act["report"], "submitted")
    row = Report.objects.get(pk=act["report"])
    if row.submissions.count() != 1:
        yield f"report {row.pk} has {row.submissions.count()} submissions"
    if row.assignment.state != "done":
        yield f"report {row.pk} was submitted and its duty is {row.assignment.state}"
    if not Evidence.objects.filter(key=f"report:{row.pk}").exists():
        yield f"report {row.pk} was not counted"


def _issued(act: dict[str, Any]) -> Iterator[str]:
    yield moved("directive", act["directive"], "issued")
    row = Directive.objects.get(pk=act["directive"])
    if row.receipts.count() != Organisation.objects.filter(kind="enterprise").count():
        yield f"letter {row.pk} reached {row.receipts.count()} organisations"
    for receipt in row.receipts.all():
        if not Message.objects.filter(about=ledger.topic(receipt), channel="email").exists():
            yield f"letter {row.pk}: receipt {receipt.pk} was told to nobody"


def _activated(act: dict[str, Any]) -> Iterator[str]:
    duties = Assignment.objects.filter(obligation_id=act["obligation"], activated_at__isnull=False)
    if not duties.exists():
        yield f"duty {act['obligation']} was not activated"
    for duty in duties:
        if not Message.objects.filter(about=ledger.topic(duty), channel="email", priority=1).exists():
            yield f"duty {act['obligation']}: organisation {duty.organisation_id} was not told"


CHECKS = {
    "receipt": _receipt,
    "briefed": _briefed,
    "declared": _declared,
    "completed": lambda act: iter([moved("assignment", act["assignment"], "done")]),
    "prepared": lambda act: iter([moved("report", act["report"], "prepared")]),
    "submitted": _submitted,
    "accepted": lambda act: iter([moved("report", act["report"], "accepted")]),
    "uploaded": _uploaded,
    "issued": _issued,
    "activated": _activated,
}


def acknowledged(acts: list[dict[str, Any]]) -> Iterator[str]:
    """Say which acknowledged acts are not there, or not there exactly once."""
    for act in acts:
        try:
            yield from (f"lost: {line}" for line in CHECKS[act["what"]](act) if line)
        except (Directive.DoesNotExist, Receipt.DoesNotExist, Report.DoesNotExist, SignedLink.DoesNotExist) as error:
            yield f"lost: {act}: {error}"


def doubled() -> Iterator[str]:
    """Say what stands twice."""
    for topic, targets in ONCE.items():
        moves = Move.objects.filter(topic=topic, target__in=targets).order_by().values("row", "target")
        for found in moves.annotate(times=Count("pk")).filter(times__gt=1):
            yield f"twice: {topic} {found['row']} moved {found['times']} times to {found['target']}"
    before: dict[tuple[int, str], Evidence] = {}
    for row in Evidence.objects.order_by("organisation_id", "key", "version"):
        last = before.get((row.organisation_id, row.key))
        before[row.organisation_id, row.key] = row
        if row.version != (last.version + 1 if last else 1):
            yield f"twice: evidence {row.key} jumps to version {row.version}"
        if last and (last.figures, last.summary, last.happened_at) == (row.figures, row.summary, row.happened_at):
            yield f"twice: evidence {row.key} has the same version {row.version} again"


def halved() -> Iterator[str]:
    """Say what is half done."""
    if Submission.objects.count() != Move.objects.filter(topic="report", target="submitted").count():
        yield "half: submissions and the moves of their reports differ"
    for letter in Directive.objects.filter(state="review"):
        if letter.receipts.exists() or letter.assignments.exists():
            yield f"half: letter {letter.pk} is under review and has reached somebody"
    for receipt in Receipt.objects.all():
        counted = Evidence.objects.filter(key=f"briefing:{receipt.pk}").last()
        there = Acknowledgement.objects.filter(directive=receipt.directive, organisation=receipt.organisation).count()
        if there and (counted is None or counted.figures["acknowledged"] != there):
            yield f"half: {there} acknowledgements of receipt {receipt.pk} were not counted"


def chains() -> Iterator[str]:
    """Say where a chain is broken."""
    for organisation in Organisation.objects.all():
        yield from (f"chain: {place} of {organisation.code}" for place in ledger.broken_links(organisation))


def messages(seen: Counter[str], crashes: int) -> Iterator[str]:
    """Compare the outbox with what the mail server wrote down."""
    mails = list(Message.objects.filter(channel="email"))
    for row in mails:
        times = seen[str(row.token)]
        if row.state not in ("sent", "uncertain", "withdrawn"):
            yield f"mail: {row.key} ended {row.state}"
        if row.state == "sent" and times == 0:
            yield f"mail: {row.key} is called sent and never arrived"
        if row.state == "withdrawn" and times > row.doubts:
            yield f"mail: {row.key} was withdrawn and arrived"
        if times > 1 + row.doubts:
            yield f"mail: {row.key} arrived {times} times with {row.doubts} doubts"
        if row.priority != 1 and times > 1:
            yield f"mail: {row.key}, a reminder, arrived {times} times"
        if row.priority == 1 and times == 0:
            yield f"mail: {row.key}, a page, never arrived"
    doubts = sum(row.doubts for row in mails)
    if doubts > crashes:
        yield f"mail: {doubts} doubts after {crashes} crashes"
    if strangers := set(seen) - {str(row.token) for row in mails}:
        yield f"mail: {len(strangers)} mails that nobody queued"


def papers(letter: int) -> Iterator[str]:
    """Say what is wrong with the snapshots and papers of a cut-off that has passed."""
    taken = list(Snapshot.objects.filter(directive_id=letter).order_by("sequence"))
    if [row.sequence for row in taken] != list(range(len(taken))) or not taken:
        yield f"paper: snapshots {[row.sequence for row in taken]}"
    held = [{row["submission"] for row in one.content["organisations"]} - {None} for one in taken]
    if any(not after - before for before, after in pairwise(held)):
        yield "paper: a supplement adds nothing"
    sent = set(Submission.objects.filter(report__directive_id=letter).values_list("pk", flat=True))
    if held and sent - held[-1]:
        yield f"paper: {len(sent - held[-1])} submissions stand in no paper"
    for snapshot in taken:
        runs = list(Run.objects.filter(kind=RENDER, about=ledger.topic(snapshot)))
        if len(runs) != 1 or runs[0].finished_at is None:
            yield f"paper: {len(runs)} runs set snapshot {snapshot.sequence}, ended {[run.phase for run in runs]}"
        made = sorted(snapshot.papers.values_list("recipient", flat=True))
        if made != ["committee", "ministry"]:
            yield f"paper: snapshot {snapshot.sequence} has papers for {made}"
        for paper in snapshot.papers.all():
            yield from kept(paper.pdf.sha256)
            yield from kept(paper.docx.sha256)


def workers(wanted: int) -> Iterator[str]:
    """Say where a worker gives no sign of life any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds'")
        if (alive := cursor.fetchone()[0]) < wanted:
            yield f"workers: {alive} of {wanted} give a sign of life"
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('doing', 'failed')")
        if left := cursor.fetchone()[0]:
            yield f"workers: {left} jobs neither wait nor are done"


def waiting() -> int:
    """Return how much is still on its way."""
    at = datetime.now(UTC)
    mails = Message.objects.filter(channel="email", state__in=["queued", "sending"], due_at__lte=at).count()
    counts = Receipt.objects.filter(count_due_at__isnull=False).count()
    briefings = Receipt.objects.filter(briefing_due_at__isnull=False).count()
    reports = Report.objects.filter(count_due_at__isnull=False).count()
    runs = Run.objects.filter(finished_at=None, failed_at=None, cancelled_at=None).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        jobs = cursor.fetchone()[0]
    return mails + counts + briefings + reports + runs + jobs


def main() -> None:
    """Answer the question on standard input."""
    told = json.load(sys.stdin)
    with access.acting_as_system():
        if told.get("only") == "waiting":
            sys.stdout.write(json.dumps({"waiting": waiting()}))
            return
        seen = Counter(told["seen"])
        found = [*acknowledged(told["acts"]), *doubled(), *halved(), *chains(), *messages(seen, told["crashes"])]
        found += workers(told["workers"])
        if told["letter"]:
            found += papers(told["letter"])
        mails = Message.objects.filter(channel="email")
        figures = {
            "moves": Move.objects.count(),
            "evidence": Evidence.objects.count(),
            "mails": mails.count(),
            "arrived": sum(seen.values()),
            "uncertain": sum(mails.values_list("doubts", flat=True)),
            "snapshots": Snapshot.objects.count(),
        }
        sys.stdout.write(json.dumps({"violations": found, "figures": figures}, ensure_ascii=False))


if __name__ == "__main__":
    main()
