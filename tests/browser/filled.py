"""The cast after two weeks: a letter of 29 duties under way, one answered, one under review, the longest names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime, now
from tests.browser import guarded
from tests.campaigns import gated
from tests.campaigns.running import Running
from tests.links.far import BODY, Far, known
from tests.organisations import bad_sheet
from tests.organisations.test_importing import NEW, bring, taken_in

from thongsuot.campaigns.models import Share
from thongsuot.directives import actions as directives
from thongsuot.directives import jobs as directives_jobs
from thongsuot.directives.models import Answer, Assignment, Directive, Invitation, Receipt
from thongsuot.directives.queries import keys
from thongsuot.exercise import queries
from thongsuot.files import actions as files
from thongsuot.files.gateway import read_in_sandbox
from thongsuot.files.models import File, Run
from thongsuot.links import actions as links
from thongsuot.links.models import Install, Package
from thongsuot.organisations import access
from thongsuot.organisations.models import Import, Organisation, Person, System
from thongsuot.outbox.actions import Contact, Words
from thongsuot.outbox.models import Message
from thongsuot.paging import actions as paging
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging.models import Page
from thongsuot.reports import actions as reports
from thongsuot.reports import jobs as reports_jobs
from thongsuot.reports.models import Report, Snapshot

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONG = " thuộc Tổng công ty Hạ tầng và Dịch vụ số miền núi Đông Xuyên"
REALITY = "live"


@dataclass
class Filled:
    """The rows whose pages are opened."""

    cast: Any
    letter: Directive
    answered: Directive
    review: Directive
    secret: str
    question: Answer
    at: datetime = field(default_factory=now)

    def keys(self) -> dict[str, list[Any]]:
        """Return what stands in the address of each page that needs something."""
        enterprise = self.cast.organisation("dd-1").pk
        modes = ("standing", "conditional", "one_off", "prohibition")
        duties = [
            self.duty(code, mode) for mode in modes for code in (("bc-1",) if mode == "prohibition" else ("dd-1",))
        ]
        message = Message.objects.filter(recipient__username="dd-1.daumoi", channel="in_app").first()
        page = Page.objects.get(ladder__about="cable:1")
        run = Run.objects.first()
        drafts = Report.objects.filter(organisation__code="dd-1", directive=self.letter)
        sent = Report.objects.filter(organisation__code="dd-2", directive=self.answered)
        office = self.cast.department.pk
        inside = {name: [[office], [enterprise]] for name in ("organisation", "edit", "history", "add-person", "grant")}
        return {
            **{f"organisations:{name}": rows for name, rows in inside.items()},
            "organisations:add-staff": [[enterprise]],
            "organisations:add-contact": [[enterprise]],
            "organisations:follow": [[enterprise]],
            "competences": [[office]],
            "succession": [[enterprise]],
            "contact-list": [[row.pk] for row in Import.objects.all()],
            "organisations:delegations": [[enterprise], [office]],
            "directives:ask": [[self.letter.pk]],
            "directives:answer": [[self.question.pk]],
            "organisations:credentials": [[enterprise], [office]],
            "chain": [[enterprise], [office]],
            "files:run": [[run.pk]],
            "files:run_fragment": [[run.pk]],
            "outbox:message": [[message.pk]],
            "links:install": [[Install.objects.get().pk]],
            "links:receipt": [[Package.objects.get(direction="in").pk]],
            "paging:page": [[page.pk]],
            "paging:link": [[link_of()]],
            "directives:directive": [[self.letter.pk], [self.review.pk]],
            "directives:review": [[self.review.pk]],
            "directives:tie": [[self.letter.pk]],
            "directives:compare": [[self.letter.pk, self.answered.pk]],
            "directives:minutes": [[self.letter.pk]],
            "directives:correct": [[self.letter.pk]],
            "directives:chasing": [[self.letter.pk]],
            "directives:reminder-letters": [[self.letter.pk]],
            "directives:letter-reserve": [[self.letter.pk]],
            "directives:matrix": [[self.letter.pk], [self.answered.pk]],
            "directives:assignment": [[duty.pk] for duty in duties],
            "directives:briefing": [[self.secret]],
            **self.invitations(),
            **guarded.keys(self.cast, self.at),
            "reports:one-page": [[self.letter.pk], [self.answered.pk]],
            "reports:report": [[drafts.get().pk], [sent.first().pk]],
            "reports:figures": [[drafts.get().pk, "DUTY_ROSTER"]],
            "reports:snapshot": [[Snapshot.objects.get(directive=self.answered).pk]],
            "directives:handing": [[self.letter.pk]],
            "reports:approve": [[drafts.get().pk]],
            "reports:enter": [[drafts.get().assignment_id]],
            "reports:on-time-letter": [[self.letter.pk]],
            "reports:verify-code": [[sent.first().submissions.first().verification.code]],
            "reports:merge": [[Snapshot.objects.get(directive=self.answered).pk]],
            "files:download": [[File.objects.filter(organisation=self.cast.department).first().pk]],
            "directives:original": [[self.letter.pk]],
            "campaigns:campaign": [[share.campaign_id] for share in Share.objects.filter(organisation__code="dd-1")],
            "campaigns:share": [[share.pk] for share in Share.objects.filter(organisation__code="dd-1")],
            "directives:page-picture": [[self.letter.pk, 1]],
        }

    def invitations(self) -> dict[str, list[list[Any]]]:
        """Return the addresses of the letter's invitations, on both sides of the door."""
        row = Invitation.objects.get(directive=self.letter, organisation__code="in-1")
        contact = self.cast.person("in-1.daumoi")
        return {
            "directives:invitations": [[self.letter.pk]],
            "directives:print-invitations": [[self.letter.pk]],
            "directives:invitation": [[self.letter.pk, row.pk]],
            "directives:print-invitation": [[self.letter.pk, row.pk]],
            "directives:guest": [[keys.secret_of(row)]],
            "directives:guest-call": [[keys.secret_of(row)]],
            "directives:guest-answers": [[keys.secret_of(row)]],
            "directives:guest-code": [[keys.secret_of(row), contact.pk]],
        }

    def duty(self, code: str, mode: str) -> Assignment:
        """Return a duty of the letter under way."""
        rows = Assignment.objects.filter(directive=self.letter, organisation__code=code, obligation__mode=mode)
        return rows.order_by("obligation__start").first()


def fill(cast) -> Filled:
    """Let two weeks begin: letters come in, the first is answered, the second is issued."""
    begin = now() - 14 * DAY
    answered = _letter(cast, "nang-nong", 41, begin, due=begin + 3 * DAY)
    _issue(cast, answered, begin + HOUR)
    _answer(cast, answered, begin)
    letter = _letter(cast, "mua-lu", 52, begin + DAY, due=now() + DAY)
    _issue(cast, letter, begin + DAY)
    secret = _received(cast, letter, begin + DAY)
    review = _letter(cast, "ky-thi", 318, now() - HOUR, due=now() + 6 * DAY)
    question = _questioned(cast, letter, begin + DAY)
    reports_jobs.run(now() + DAY)
    _messages(cast, begin + DAY)
    _linked(cast)
    guarded.guard(cast, now())
    _ask(cast.hang)
    with access.reaching():  # as before, once it is done
        taken_in(cast, NEW)
    bring(cast, bad_sheet.workbook())
    return Filled(cast, letter, answered, review, secret, question)


def _letter(cast, name: str, number: int, at: datetime, *, due: datetime) -> Directive:
    text = queries.letter(name, number=number, on=localtime(at).date(), due=localtime(due).date()).encode()
    place = {"organisation": cast.department, "reality": REALITY, "by": cast.binh, "at": at}
    kept = files.store(text, name=f"{name}.txt", **place)
    return directives.receive(read_in_sandbox("letter", text, name=f"{name}.txt"), file=kept, **place)


def _issue(cast, letter: Directive, at: datetime) -> None:
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=at)
    directives.issue(letter, by=cast.khanh, at=at)


def _received(cast, letter: Directive, at: datetime) -> str:
    """Let all but one acknowledge, and one brief its staff; return the briefing's secret."""
    for receipt in letter.receipts.exclude(organisation__code="in-1").select_related("organisation", "directive"):
        directives.acknowledge(receipt, by=cast.person(f"{receipt.organisation.code}.daumoi"), at=at)
    receipt = Receipt.objects.get(directive=letter, organisation__code="dd-1")
    secret = directives.open_briefing(receipt, by=cast.hang, at=at)
    for code in ("DD1001", "DD1002", "DD1003"):
        directives.acknowledge_by_secret(secret, code, at=at + HOUR)
    directives_jobs.run(at + 2 * HOUR)
    return secret


def _questioned(cast, letter: Directive, at: datetime) -> Answer:
    """Let two ask: the first is answered for everybody, the second waits; return the second question."""
    office = cast.organisation("dd-1")
    first = directives.answer(letter, office, directives.Said("unclear", "Áp dụng từ ngày nào?"), by=cast.hang, at=at)
    first = directives.reply(first, directives.Reply("keep", "Từ ngày ký."), by=cast.binh, at=at + HOUR)
    told = directives.Published("Nội dung này áp dụng từ ngày nào?", "Từ ngày ký.")
    directives.publish(letter, told, by=cast.binh, at=at + HOUR, answer=first)
    said = directives.Said("obstacle", "Thiếu thiết bị dự phòng tại hai trạm.", paragraph=1)
    return directives.answer(letter, office, said, by=cast.hang, at=at + HOUR)


def _ask(person) -> None:
    """Ask somebody at once, in every way there is."""
    reach = Contact(person.organisation, person.name, person, "hang@example.vn", "02699 000 123")
    words = Words("Mất liên lạc tại bệnh viện", "Tuyến cáp bị đứt.", "/", 1)
    paging.open_ladder("cable:1", [reach], words, organisation=person.organisation, by=System("Giám sát"), at=now())


def _linked(cast) -> None:
    """Let an enterprise have an install: two packages wait for it, one came, one was refused, the line is down."""
    row = known(Far(), cast.organisation("dd-1"), "https://thongsuot.dd1.example.vn", by=cast.person("so.quantri"))
    for number in (1, 2):
        to = links.Draft("campaign.order", row.organisation, BODY | {"số": number})
        links.queue(to, by=cast.khanh, at=now())
    told = {"by": System("Liên thông"), "at": now()}
    links.receive(Far().package(sequence=2, files=(("số liệu.csv", b"a,b"),)), **told)
    links.receive(b"x", **told)
    links.pause(row, trouble="Không kết nối được hệ thống bên kia: hết thời gian chờ", spread=0.5, at=now())


def _messages(cast, at: datetime) -> None:
    """Let one campaign be sent by two operators, one by our own gateway, and another wait for its approval."""
    running = Running(cast)
    running.at = at
    running.sending("dd-1", "dd-2", waves=(at + 3 * HOUR,))
    ours = gated.sending(running, kept=12_000, number="97/UBND-KGVX", waves=(running.at + 3 * HOUR, at + DAY))
    gated.settle(gated.batches(ours, 1, "rest")[0], refused={0x0B: 40, 0x410: 3}, uncertain=7)
    gated.lane(ours, 1, trouble="Không kết nối được trung tâm tin nhắn.", seen_at=running.at)
    waiting = running.request("dd-1", "dd-2", number="99/UBND-KGVX", waves=(at + 30 * DAY,))
    running.estimate(waiting, "dd-1")


def link_of() -> str:
    """Return the secret of the link that went out with a page."""
    sent = Message.objects.filter(channel="email", url__contains="/nhan/mo/").order_by("-id").first()
    assert sent is not None
    return sent.url.rstrip("/").rpartition("/")[2]


def _answer(cast, letter: Directive, begin: datetime) -> None:
    """Let two organisations report, the others be reminded, and the cut-off come."""
    due = letter.obligations.filter(kind="REPORT").first().deadline_at
    for moment in (due - DAY, due - 2 * HOUR, due - HOUR / 4):
        directives_jobs.run(moment)
        paging_jobs.run(moment)
    reports_jobs.run(due - DAY)
    for code in ("dd-2", "cd-1"):
        row = Report.objects.get(directive=letter, organisation__code=code)
        reports.prepare(row, by=cast.person(f"{code}.daumoi"), at=due - 5 * HOUR)
        reports.submit(row, by=cast.person(f"{code}.lanhdao"), at=due - 4 * HOUR)
    reports_jobs.run(due)
    reports_jobs.work(Run.objects.get(kind=reports.RENDER).pk, at=due + HOUR)


def two_weeks(filled: Filled) -> None:
    """Let every duty be declared once, and those of two enterprises every day; then stretch every name."""
    figures = queries.cast()["figures"]
    begin = filled.at - 13 * DAY
    rows = Assignment.objects.filter(directive=filled.letter, obligation__kind__in=figures, state="received")
    for place, duty in enumerate(rows.select_related("obligation", "organisation", "directive").order_by("pk")):
        code = duty.organisation.code
        days = range(14) if code == "dd-1" and place % 3 == 0 else range(1)
        for day in days:
            told = directives.Statement(dict(figures[duty.obligation.kind]), f"Đã triển khai, ngày thứ {day + 1}.")
            directives.declare(duty, told, by=filled.cast.person(f"{code}.daumoi"), at=begin + day * DAY)
    longest(Organisation, name=200, short_name=40)
    longest(Person, name=80, title=80)


def longest(model, **widths: int) -> None:
    """Stretch every name to the width of its field."""
    for row in model.objects.all():
        told = {name: ((getattr(row, name) or "Tên") + LONG * 4)[:width].rstrip() for name, width in widths.items()}
        model.objects.filter(pk=row.pk).update(**told)
