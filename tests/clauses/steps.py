"""What people do with one letter, over HTTP: every step is a request of the person whose step it is."""

from __future__ import annotations

import html
import re
import sys
from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import client_of
from tests.exercise.papers import text_of

from thongsuot.directives import jobs as directives
from thongsuot.directives.models import Assignment, Directive
from thongsuot.exercise import queries
from thongsuot.files.models import Run
from thongsuot.reports import jobs as reports
from thongsuot.reports.models import Report, Snapshot

REPORT = 10
UMBRELLA = "Đề nghị các doanh nghiệp nghiêm túc thực hiện./."
LATER = timedelta(hours=3)


def due_at() -> datetime:
    """Return the next 14:00 that is hours away: the deadline of the letter that is written now."""
    soon = localtime(now()) + LATER
    day = soon.date() + timedelta(days=soon.time() >= time(14))
    return datetime.combine(day, time(14), soon.tzinfo)


def letter_of(*clauses: int, due: datetime) -> str:
    """Return our own letter with these of its clauses and the one that asks for a report; none means all eleven."""
    parts = queries.letter("mua-lu", number=52, on=localtime(now()).date(), due=due.date()).split("\n\n")
    kept = {*clauses, REPORT}
    wanted = [part for part in parts if not re.match(r"\d", part) or not clauses or int(part.split(".")[0]) in kept]
    return "\n\n".join(UMBRELLA if part.startswith("Đề nghị quý") and clauses else part for part in wanted)


def plain(page: str) -> str:
    """Return the words of a page on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def clock(patch, moment: datetime) -> None:
    """Let every page believe that it is another moment; jobs are told theirs anyway."""
    for name, module in list(sys.modules.items()):
        if name.startswith("thongsuot.") and getattr(module, "now", None) is not None and ".jobs" not in name:
            patch.setattr(module, "now", lambda: moment)


class Work:
    """One letter on its way, with a browser for everybody who takes part."""

    def __init__(self, cast, folder: Path) -> None:
        self.cast, self.folder = cast, folder
        self.browsers = {}
        self.due = due_at()

    def browser(self, username):
        """Return the browser in which a person is signed in."""
        if username not in self.browsers:
            self.browsers[username] = client_of(self.cast.person(username))
        return self.browsers[username]

    def page(self, username, address) -> str:
        """Return the words of a page as a person sees it."""
        answer = self.browser(username).get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return plain(answer.content.decode())

    def press(self, username, name, *args, **fields) -> str:
        """Send a form and return what the next page says about it."""
        answer = self.browser(username).post(reverse(name, args=args), fields, follow=True)
        assert answer.status_code == 200, (name, answer.status_code)
        return " ".join(str(message) for message in answer.context["messages"])

    def receive(self, *clauses: int, text: str = ""):
        """Upload the letter, and open the review."""
        self.text = text or letter_of(*clauses, due=self.due)
        told = {"text": "", "file": SimpleUploadedFile("cong-van.txt", self.text.encode())}
        answer = self.browser("so.chuyenvien").post(reverse("directives:upload"), told)
        self.letter = Directive.objects.get()
        assert answer.url == reverse("directives:review", args=[self.letter.pk])
        return self

    def review(self):
        """Confirm every proposal with its quotation in sight: the certain ones at once, the others one at a time."""
        page = self.page("so.chuyenvien", reverse("directives:review", args=[self.letter.pk]))
        step = reverse("directives:review-step", args=[self.letter.pk, "confirm"])
        for duty in self.letter.obligations.order_by("start"):
            assert " ".join(duty.quote.split()) in page
            assert duty.quote == self.text[duty.start : duty.end]
        for chosen in ({"sure": 1}, *({"pk": pk} for pk in self.letter.obligations.values_list("pk", flat=True))):
            self.browser("so.chuyenvien").post(step, chosen)
        return self

    def issue(self, *clauses: int, text: str = ""):
        """Let the letter come in, be reviewed and go out to everybody it binds."""
        self.receive(*clauses, text=text).review()
        assert not Assignment.objects.exists()
        assert "Đã phát hành" in self.press("so.lanhdao", "directives:issue", self.letter.pk)
        return self

    def duty(self, code, kind, mode="") -> Assignment:
        """Return what binds an organisation to a kind."""
        rows = Assignment.objects.filter(directive=self.letter, organisation__code=code, obligation__kind=kind)
        return (rows.filter(obligation__mode=mode) if mode else rows).order_by("obligation__start", "pk").first()

    def bound(self, kind) -> list[str]:
        """Return the codes of the organisations that a kind binds."""
        rows = Assignment.objects.filter(directive=self.letter, obligation__kind=kind)
        return sorted(set(rows.values_list("organisation__code", flat=True)))

    def acknowledge(self, code):
        """Confirm that the letter reached the organisation."""
        said = self.press(f"{code}.daumoi", "directives:acknowledge", self.letter.pk)
        assert "Đã xác nhận tiếp nhận" in said

    def declare(self, code, kind, mode="", words="", **figures) -> Assignment:
        """Say what the organisation did: figures, words."""
        duty = self.duty(code, kind, mode)
        fields = {f"so_{name}": value for name, value in figures.items()} | {"words": words}
        assert "Đã ghi số liệu." in self.press(
            f"{code}.daumoi", "directives:assignment-step", duty.pk, "declare", **fields
        )
        return duty

    def complete(self, code, kind, mode="") -> str:
        """Call the duty done and return what is said about it."""
        return self.press(f"{code}.daumoi", "directives:assignment-step", self.duty(code, kind, mode).pk, "complete")

    def square(self, duty) -> str:
        """Return what the control room says of one duty of one organisation."""
        address = reverse("directives:matrix", args=[self.letter.pk])
        page = self.browser("so.chuyenvien").get(address, {"mo": "tat-ca"}).content.decode()
        own = re.findall(rf'<a class="cell [^"]*" href="{re.escape(duty.get_absolute_url())}">(.*?)</a>', page)
        assert own, "the control room has no square for the duty"
        return plain(own[-1])

    def report(self, code, **words) -> str:
        """Draft by the clock, write, lay before the leader, send; return the report's page at its leader's."""
        reports.run(max(now(), self.due - timedelta(hours=23)))
        row = Report.objects.get(organisation__code=code, directive=self.letter)
        shown = self.page(f"{code}.daumoi", row.get_absolute_url())
        told = {"version": row.version, "difficulties": "", "proposals": "", **words}
        said = self.press(f"{code}.daumoi", "reports:report-step", row.pk, "trinh", **told)
        assert "trình lãnh đạo" in said
        assert "Đã gửi báo cáo" in self.press(f"{code}.lanhdao", "reports:report-step", row.pk, "gui")
        return shown

    def cut_off(self) -> dict[str, str]:
        """Let the deadline pass and return the words of both papers, in both forms, as they are downloaded."""
        directives.run(now())
        reports.run(self.due)
        self.snapshot = Snapshot.objects.get(directive=self.letter, sequence=0)
        for run in Run.objects.filter(kind="thongsuot.reports.jobs.render", finished_at=None):
            reports.work(run.pk, at=self.due + timedelta(minutes=1))
        page = self.browser("so.chuyenvien").get(self.snapshot.get_absolute_url()).content.decode()
        self.summary = plain(page)
        papers = {}
        for address in dict.fromkeys(re.findall(r'href="(/tep/\d+/)"', page)):
            answer = self.browser("so.chuyenvien").get(address)
            name = re.search(r"bao-cao-[\w-]+\.(?:pdf|docx)", answer["Content-Disposition"])[0]
            (self.folder / name).write_bytes(answer.content)
            papers[name] = re.sub(r"\s+", " ", text_of(self.folder / name))
        assert sorted(papers) == ["bao-cao-bo.docx", "bao-cao-bo.pdf", "bao-cao-ubnd.docx", "bao-cao-ubnd.pdf"]
        return papers


def stands_in_all(papers: dict[str, str], *said: str) -> None:
    """Make sure that every paper says all of this."""
    for name, text in papers.items():
        for words in said:
            assert words in text, (name, words)
