"""The promise: with 200 organisations both reports stand ready within 60 s after the cut-off minute.

A letter of the demonstration goes out to that many enterprises in a scratch database of its own; each declares its
figures and sends its report, all through actions. The clock then runs from the minute until both papers, as PDF and
DOCX, are kept. Prints seconds and seconds per organisation; exits 1 where the promise is broken.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

ORGANISATIONS = 200
PROMISE = 60.0
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2025, 3, 3, 8, 0, tzinfo=VIETNAM)
DUE = date(2025, 3, 6)
SERVICES = ("mobile", "fixed", "internet", "postal")


def main() -> int:
    """Measure in a home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ts-cut-off-") as folder:
        os.environ |= {"TS_HOME": folder, "TS_REALITY": "exercise", "TS_SMTP_URL": ""}
        for name in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
            os.environ.pop(name, None)
        from thongsuot.web import database

        with database.at_hand():
            migrate = [sys.executable, "-m", "thongsuot", "migrate"]
            subprocess.run(migrate, check=True, stdout=subprocess.DEVNULL)
            os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
            import django

            django.setup()
            try:
                return measure()
            finally:
                from django.db import connections

                connections["default"].close()
                connections["default"].close_pool()


def measure() -> int:
    """Fill the database, let the minute come, and print how long both papers took."""
    from thongsuot.directives.models import Assignment
    from thongsuot.files import queries as files
    from thongsuot.organisations import access
    from thongsuot.reports import jobs
    from thongsuot.reports.models import Report, Upward

    begun = time.perf_counter()
    moment = fill()
    with access.acting_as_system():
        submitted = Report.objects.filter(state=Report.State.SUBMITTED).count()
        assigned = Assignment.objects.count()
    print(f"made ready in {time.perf_counter() - begun:.0f} s: {submitted} reports sent, {assigned} duties assigned")

    begun = time.perf_counter()
    with access.acting_as_system():
        jobs.run(moment)
    frozen = time.perf_counter() - begun
    with access.acting_as_system():
        waiting = list(files.open_runs().filter(kind=jobs.actions.RENDER))
    for run in waiting:
        with access.acting_as_system():
            jobs.work(run.pk, at=moment)
    seconds = time.perf_counter() - begun
    with access.acting_as_system():
        papers = list(Upward.objects.select_related("pdf", "docx"))
    print(f"{ORGANISATIONS} organisations: figures frozen after {frozen:.2f} s")
    print(f"both reports ready after {seconds:.1f} s (promised: {PROMISE:.0f} s)")
    print(
        f"{1000 * seconds / ORGANISATIONS:.1f} ms for each organisation; {sum(p.pdf.size for p in papers)} bytes of PDF"
    )
    whole = submitted == ORGANISATIONS and {p.recipient for p in papers} == {"ministry", "committee"}
    return 0 if whole and seconds <= PROMISE else 1


def fill() -> datetime:
    """Let every organisation report, and return the minute at which the figures are frozen."""
    from thongsuot.directives import actions as directives
    from thongsuot.exercise import queries as theatre
    from thongsuot.exercise.actions import scripting
    from thongsuot.files import actions as files
    from thongsuot.files import gateway
    from thongsuot.organisations import access
    from thongsuot.reports import actions, queries
    from thongsuot.reports.models import Report

    department, follower, leader = _department()
    _enterprises(department)
    letter = theatre.letter("mua-lu", number=52, on=MORNING.date(), due=DUE).encode()
    reading = gateway.read_in_sandbox("letter", letter, name="mua-lu.txt")
    place = {"organisation": department, "reality": "exercise", "by": follower, "at": MORNING}
    with access.acting_as_system():
        kept = files.store(letter, name="mua-lu.txt", **place)
        directive = directives.receive(reading | {"file": "mua-lu.txt"}, file=kept, **place)
        directives.confirm(directive, list(directive.obligations.all()), by=follower, at=MORNING)
        directives.issue(directive, by=leader, at=MORNING)
        moment = min(one.moment for one in queries.rounds() if one.moment is not None)
    before = moment - timedelta(hours=3)
    with access.acting_as_system():
        actions.draft_due(before)
        drafts = list(Report.objects.select_related("organisation"))
    for report in drafts:  # each in a transaction of its own, as people send them
        code = report.organisation.code
        with access.acting_as_system():
            scripting.acknowledge(directive.pk, code, before)
            scripting.declare(directive.pk, code, before)
            actions.prepare(report, by=_person(f"{code}.daumoi"), at=before)
            actions.submit(report, by=_person(f"{code}.lanhdao"), at=before)
    return moment


def _person(username: str) -> object:
    from thongsuot.organisations.models import Person

    return Person.objects.select_related("organisation").get(username=username)


def _department() -> tuple[object, object, object]:
    from thongsuot.organisations import actions

    row = actions.add_organisation(
        code="so", kind="department", name="Sở thử tải", short_name="Sở", symbol="STT", place="Thử", at=MORNING
    )
    enter = partial(_enter, row)
    return row, enter("so.chuyenvien", "Lê Thanh Thử", "follower"), enter("so.lanhdao", "Trần Văn Thử", "leader")


def _enter(organisation: object, username: str, name: str, role: str) -> object:
    from thongsuot.organisations import access, actions

    with access.acting_as_system():
        person = actions.add_person(username=username, name=name, organisation=organisation)
        actions.grant(person, role, organisation=organisation, by=person, at=MORNING)
    return person


def _enterprises(department: object) -> None:
    from thongsuot.organisations import actions

    for number in range(ORGANISATIONS):
        row = actions.add_organisation(
            code=f"dn-{number:03}",
            kind="enterprise",
            name=f"Doanh nghiệp bưu chính, viễn thông thứ {number} trên địa bàn tỉnh",
            short_name=f"DN {number:03}",
            services=[SERVICES[number % len(SERVICES)]],
            supervisor=department,
            at=MORNING,
        )
        _enter(row, f"{row.code}.daumoi", f"Nguyễn Thị Số {number}", "contact")
        _enter(row, f"{row.code}.lanhdao", f"Phan Văn Số {number}", "leader")


if __name__ == "__main__":
    sys.exit(main())
