"""The first day in simulated time: a bad list at eight, an order by telephone, both papers ready at five past two."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.directives import invitations, small
from tests.organisations import bad_sheet
from tests.organisations.test_importing import bring, take_in
from tests.reports import approvals, papers_by_hand
from tests.reports.pages import said
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives import jobs as directives_jobs
from thongsuot.directives import papers as slips
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Answer, Chase, Directive, Invitation
from thongsuot.directives.models.answers import Decision
from thongsuot.engines import letter as engine
from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation
from thongsuot.outbox import jobs as outbox_jobs
from thongsuot.paging import jobs as paging_jobs
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report, Snapshot, Upward

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
WORDS = """Các doanh nghiệp bố trí ca trực 24/24 giờ.
Báo cáo kết quả về Sở trước 14 giờ."""
SHIFTS = {"DUTY_ROSTER": {"shifts": 9, "shifts_filled": 8}}


def clock(hour, minute=0, second=0):
    """Return a moment of the day."""
    return datetime(2020, 2, 3, hour, minute, second, tzinfo=ZONE)


def tick(at):
    """Let time pass: reminders, drafts, snapshots, messages."""
    with access.acting_as_system():
        for job in (directives_jobs, paging_jobs, jobs, outbox_jobs):
            job.run(at)


def noted(cast, at):
    """Write down what the head ordered by telephone, review it and let it out."""
    order = engine.Spoken(
        parent=cast.department.parent_name, issuer=cast.department.name, place="Đông Xuyên",
        speaker="ông Trần Văn An, Giám đốc Sở", way="qua điện thoại", at=at,
        addressees="Các doanh nghiệp bưu chính, viễn thông trên địa bàn tỉnh", words=WORDS,
    )  # fmt: skip
    letter = directives.note_order(
        directives.Instruction(order.speaker, Directive.Origin.TELEPHONE, at),
        engine.to_json(engine.read_text(engine.written(order))),
        organisation=cast.department, reality="live", by=cast.binh, at=at + 5 * MINUTE,
    )  # fmt: skip
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=at + 10 * MINUTE)
    assert duties.lacks(letter)
    return directives.issue(letter, by=cast.khanh, at=at + 12 * MINUTE)


def typed(letter, organisation, at, words, figures):
    """Return what a contact types on the one page: words of each paragraph, figures where one asks."""
    page = queries.one_page(letter, organisation, at)
    passages = {
        number: said(page, number, words, figures if passage.groups else None)
        for number, passage in page.passages.items()
        if passage.spoken
    }
    return queries.Typed(passages, page.version, difficulties="Thiếu máy phát điện lưu động.")


def report(cast, letter, code, at, words="Đã bố trí đủ ca trực."):
    """Let an enterprise type its page, lay it before its leader, and let the leader approve by code."""
    organisation, contact = cast.organisation(code), cast.person(f"{code}.daumoi")
    page = typed(letter, organisation, at - 5 * MINUTE, words, SHIFTS)
    stated = directives_page(letter, organisation, page, contact, at - 5 * MINUTE)
    leader = cast.person(f"{code}.lanhdao")
    digits = approvals.code_for(cast, stated.report, leader, at=at - MINUTE)
    return actions.approve(stated.report, digits, by=leader, at=at)


def directives_page(letter, organisation, page, contact, at):
    return actions.state_and_prepare(letter, organisation, page, by=contact, at=at)


@world
def morning(cast):
    """Return the letter at nine: forty enterprises came in by the list, everybody was invited."""
    take_in(cast, bring(cast, bad_sheet.workbook()), at=clock(8))
    letter = noted(cast, clock(8, 30))
    tick(clock(9))
    return letter


def test_everybody_on_the_list_is_invited_and_stands_on_one_slip(cast, morning):
    enterprises = Organisation.objects.filter(kind="enterprise", supervisor=cast.department)
    assert enterprises.count() == 49
    assert Invitation.objects.filter(directive=morning).count() == 49
    rows = Invitation.objects.filter(directive=morning).select_related("organisation", "directive__organisation")
    assert len(slips.slips(rows, {})) == 49
    lonely = [row for row in enterprises if not duties.desk_of(row, clock(9)).exists()]
    assert len(lonely) == 2
    deadline = morning.obligations.get(kind="REPORT").deadline_at
    assert deadline == clock(14)


def test_the_whole_day_from_the_list_to_both_papers(cast, morning):
    came_in_without_an_account(cast, morning)
    asked_and_was_answered(cast, morning)
    report(cast, morning, "cd-1", clock(11))
    came_on_paper(cast, morning)
    report(cast, morning, "dd-1", clock(13, 59, 59))
    tick(clock(14))
    snapshot = Snapshot.objects.get(directive=morning, sequence=0)
    report(cast, morning, "dd-2", clock(14, 0, 1))
    tick(clock(14, 1))
    at_two_everything_is_counted(snapshot)
    words_are_merged_and_papers_stand_ready(cast, snapshot)
    what_came_later_is_a_supplement(morning, snapshot)
    the_signed_letter_is_tied(cast, morning)


def came_in_without_an_account(cast, letter):
    """One proves a code that was sent, one of the list is called back, one that had nobody is entered by call."""
    receipt = letter.receipts.get(organisation__code="dd-1")
    secret, proof = invitations.proven(cast, letter, at=clock(9, 20))
    with access.nobody():
        guest = directives.enter(secret, proof, at=clock(9, 21))
        assert guest.require_proven() == cast.hang
        directives.acknowledge(receipt, by=guest.require_proven(), at=clock(9, 21))
    listed = Organisation.objects.filter(valid_from=clock(8), kind="enterprise")
    someone = next(row for row in listed if duties.desk_of(row, clock(9)).exists())
    invitation = invitations.invitation(letter, someone.code)
    person = duties.desk_of(someone, clock(9)).first()
    digits = directives.call_back(invitation, person, by=cast.binh, at=clock(9, 30))
    acknowledged_by_telephone(invitation, digits, clock(9, 31))
    nobody = next(row for row in listed if not duties.desk_of(row, clock(9)).exists())
    invitation = invitations.invitation(letter, nobody.code)
    _person, digits = directives.admit_by_call(
        invitation, name="Lê Thị Mới", phone="0900 000 777", by=cast.binh, at=clock(9, 40)
    )
    acknowledged_by_telephone(invitation, digits, clock(9, 41))
    assert letter.receipts.filter(state="acknowledged").count() == 3


def acknowledged_by_telephone(invitation, digits, at):
    secret = duties.keys.secret_of(invitation)
    with access.nobody():
        directives.prove(secret, digits, person_id=None, acknowledge=True, at=at)


def asked_and_was_answered(cast, letter):
    """A question is answered and put before everybody; an extension is asked for and not granted; a call is kept."""
    hang, own = cast.hang, cast.organisation("dd-1")
    question = directives.answer(
        letter, own, directives.Said(Answer.Kind.UNCLEAR, "Ca trực tính theo trạm hay theo tổ?"), by=hang,
        at=clock(9, 50),
    )  # fmt: skip
    directives.reply(question, directives.Reply(Decision.KEEP, "Tính theo tổ."), by=cast.binh, at=clock(10))
    directives.publish(
        letter, directives.Published("Ca trực tính thế nào?", "Tính theo tổ."), by=cast.binh, at=clock(10, 5),
        answer=question,
    )  # fmt: skip
    duty = small.assignment(letter, "dd-2", obligation__kind="REPORT")
    longer = directives.answer(
        letter, cast.organisation("dd-2"),
        directives.Said(Answer.Kind.EXTENSION, "Đề nghị thêm một giờ.", until=clock(15), assignment=duty),
        by=cast.person("dd-2.daumoi"), at=clock(10, 10),
    )  # fmt: skip
    directives.reply(longer, directives.Reply(Decision.KEEP, "Đề nghị gửi đúng hạn."), by=cast.binh, at=clock(10, 30))
    duty.refresh_from_db()
    assert duty.deadline_at == clock(14)
    call = directives.Call(Chase.Outcome.PROMISED, promised_at=clock(13))
    directives.chase(letter, cast.organisation("bc-1"), call, by=cast.binh, at=clock(10, 40))


def came_on_paper(cast, letter):
    """A signed paper handed in at eleven is keyed at noon, and counts by the moment when it came."""
    told = {"received_at": clock(11), "narrative": {"1": "Đã bố trí đủ ca trực."}, "figures": SHIFTS}
    submission = papers_by_hand.key(cast, letter, "bc-1", at=clock(12), **told)
    assert (submission.channel, submission.received_at) == ("paper", clock(11))


def at_two_everything_is_counted(snapshot):
    """What came at 13:59:59 counts, what came at 14:00:01 does not; the missing are named."""
    content = snapshot.content
    assert (content["due"], content["on_time"]) == (49, 3)
    assert {"dd-1", "cd-1", "bc-1"}.isdisjoint(content["missing"])
    assert "dd-2" in content["missing"]
    assert content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 27, "shifts_filled": 24}


def words_are_merged_and_papers_stand_ready(cast, snapshot):
    """Near-duplicates stand together, a person takes them, and both papers are drawn by five past two."""
    said_somewhere = [place.name for place in queries.places_to_merge(snapshot) if place.reports]
    assert len(queries.pieces(snapshot, "1", {})) == 1  # three said the same
    for place in said_somewhere:
        actions.take_rest(snapshot, place, by=cast.binh, at=clock(14, 3))
    draw(clock(14, 2))
    actions.redraw(snapshot, by=cast.binh, at=clock(14, 4))
    draw(clock(14, 5))
    rows = Upward.objects.filter(snapshot=snapshot).select_related("pdf", "docx")
    assert {row.recipient for row in rows} == set(Upward.Recipient.values)
    assert all(row.ready_at <= clock(14, 5) for row in rows)
    assert all(files.read_bytes(row.pdf).startswith(b"%PDF") for row in rows)


def draw(at):
    """Do what the workers do as soon as papers are ordered."""
    for run in Run.objects.filter(kind=actions.RENDER, finished_at=None):
        jobs.work(run.pk, at=at)


def what_came_later_is_a_supplement(letter, snapshot):
    """The snapshot stays as it was; the late report makes a supplement of its own."""
    before = dict(snapshot.content)
    tick(clock(14, 6))
    snapshot.refresh_from_db()
    assert snapshot.content == before
    assert Snapshot.objects.filter(directive=letter).count() == 2
    assert Report.objects.get(directive=letter, organisation__code="dd-2").submitted_at == clock(14, 0, 1)


def the_signed_letter_is_tied(cast, letter):
    """The letter that was signed meanwhile gives number and date; no duty is looked at again."""
    before = list(letter.obligations.order_by("pk").values_list("pk", "state", "quote"))
    signed = directives.Signed("91.txt", WORDS.encode(), None, "91/SKHCN-BCVT", clock(8).date())
    tied, _kept = directives.tie(letter, signed, by=cast.person("so.vanthu"), at=clock(16))
    assert tied.number == "91/SKHCN-BCVT"
    assert list(letter.obligations.order_by("pk").values_list("pk", "state", "quote")) == before
