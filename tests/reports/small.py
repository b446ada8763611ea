"""A letter that asks a few organisations for a report, and the least that makes one of them send it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.cast import VIETNAM
from tests.directives import small

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.reports import actions, jobs
from thongsuot.reports.models import Report

DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
DAY_BEFORE = DEADLINE - timedelta(days=1)
MINUTE = timedelta(minutes=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
ROSTER = ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")


def asked(cast, *parts, to=("dd-1", "bc-1"), deadline=DEADLINE, relation="before", **changes):
    """Issue a letter that asks for a report by the deadline, and for what the parts say."""
    told = {"at": deadline and deadline.isoformat(), "relation": deadline and relation, "text": "trước 14 giờ"}
    return small.issue(cast, REPORT, *parts, to=to, deadline=told, **changes)


def drafted(cast, *parts, **changes):
    """Return such a letter on the day before, when the drafts lie ready."""
    letter = asked(cast, *parts, **changes)
    jobs.run(DAY_BEFORE)
    return letter


def report_of(letter, code="dd-1"):
    """Return an organisation's report under a letter."""
    return Report.objects.get(directive=letter, organisation__code=code)


def say(cast, letter, figures, *, code="dd-1", kind="DUTY_ROSTER", words="", at=DAY_BEFORE):
    """Let an organisation declare figures and words about its duty of a kind."""
    duty = Assignment.objects.get(directive=letter, organisation__code=code, obligation__kind=kind)
    person = cast.person(f"{code}.daumoi")
    return directives.declare(duty, directives.Statement(figures, words), by=person, at=at)


def send(cast, letter, code="dd-1", *, at=DAY_BEFORE, **words):
    """Let an organisation write words into its report, prepare it and submit it."""
    report = report_of(letter, code)
    if words:
        report = actions.write(report, version=report.version, by=cast.person(f"{code}.daumoi"), at=at, **words)
    actions.prepare(report, by=cast.person(f"{code}.daumoi"), at=at)
    return actions.submit(report, by=cast.person(f"{code}.lanhdao"), at=at)


def frozen(*, organisations=(), figures=None, words=None, **changes):
    """Return a snapshot's content as it is stored, without a letter behind it."""
    rows = list(organisations)
    content = {
        "organisations": rows,
        "due": len(rows),
        "on_time": sum(row["status"] == "on_time" for row in rows),
        "late": [row["code"] for row in rows if row["status"] == "late"],
        "missing": [row["code"] for row in rows if row["status"] == "missing"],
        "figures": figures or {},
        "words": words or {},
        "paragraphs": [],
    }
    return {**content, **changes}


def row(code="dd-1", name="Công ty Di động Một", status="on_time", **changes):
    """Return what a snapshot keeps of one organisation."""
    told = {
        "code": code,
        "name": name,
        "status": status,
        "submitted_at": None if status == "missing" else "2020-02-06T14:00:00+07:00",
        "words": {},
        "figures": {},
        "narrative": {},
        "difficulties": "",
        "proposals": "",
    }
    return {**told, **changes}


def snapshot(cast, content, *, sequence=0, delta=None, reality="live", **letter):
    """Return a snapshot that was never saved, of a letter that was never issued: enough for its papers."""
    from thongsuot.directives.models import Directive
    from thongsuot.reports.models import Snapshot

    about = {"doc_type": "Công văn", "number": "12/SKHCN-BCVT", "subject": "bảo đảm thông tin liên lạc", **letter}
    return Snapshot(
        organisation=cast.department, reality=reality, directive=Directive(pk=1, **about), sequence=sequence,
        deadline_at=DEADLINE, relation="before", taken_at=DEADLINE, content=content, delta=delta or {},
    )  # fmt: skip
