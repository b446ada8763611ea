"""Bộ giấy dự phòng: made each evening and on demand, with contacts, open work, rules in force and blank forms."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.conf import settings as conf
from django.urls import reverse
from tests.cast import MONDAY, VIETNAM, client_of
from tests.directives.letters import DEADLINE, PARTS
from tests.directives.small import OTHER, issue, receive

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.jobs import reserve as evening
from thongsuot.directives.models import ReservePack
from thongsuot.directives.queries import Lack
from thongsuot.engines.officialdoc import Paper, to_docx
from thongsuot.files.models import File
from thongsuot.files.queries import content
from thongsuot.ledger.kinds import KINDS
from thongsuot.organisations.access import NotAllowed
from thongsuot.web import environment
from thongsuot.web.exercise_command import machinery

pytestmark = pytest.mark.django_db
EVENING = datetime(2020, 2, 3, 17, 30, tzinfo=VIETNAM)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


@pytest.fixture
def live(settings):
    """The install is real, as the rows of these tests are."""
    settings.REALITY = "live"
    settings.RESERVE_AT = time(17, 30)


def told(cast, at=MONDAY, directive=None):
    return queries.reserve_of(cast.department, reality="live", at=at, directive=directive)


def words(node):
    """Return every text of a paper."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, tuple | list):
        return [word for part in node for word in words(part)]
    return [word for part in vars(node).values() for word in words(part)] if hasattr(node, "__dict__") else []


def test_the_contacts_of_the_department_and_of_all_its_enterprises_are_there_with_every_number(cast):
    hang = cast.hang
    hang.phone, hang.other_phones = "0912 345 678", ["0269 3123456"]
    hang.save(update_fields=["phone", "other_phones"])
    said = "\n".join(words(papers.reserve(told(cast))))
    assert "0912 345 678; 0269 3123456" in said
    assert cast.binh.name in said
    assert [o.short_name for o in cast.enterprises if o.short_name not in said] == []


def test_an_organisation_without_contacts_is_named_as_such(cast):
    cast.organisation("dd-1").roles.update(valid_until=MONDAY)
    cast.organisation("dd-1").__class__.objects.filter(code="dd-1").update(phone="")
    rows = papers.reserve(told(cast)).blocks[1].blocks[0].rows
    assert (cast.organisation("dd-1").short_name, "Chưa có đầu mối", "", "", "") in rows


def test_open_work_stands_by_organisation_with_its_paragraphs_and_the_nearest_deadline(cast):
    letter = issue(cast, *PARTS.values(), to=("dd-1", "bc-1"), deadline=DEADLINE)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    work = {row.organisation.code: row for row in told(cast).work}
    assert set(work) == {"dd-1", "bc-1"}
    assert (work["dd-1"].lack, work["dd-1"].paragraphs, work["dd-1"].count) == (Lack.REPORTED, (1, 2, 4), 3)
    assert work["bc-1"].lack in (Lack.OPENED, Lack.ACKNOWLEDGED)
    assert work["dd-1"].deadline_at.astimezone(VIETNAM) == datetime(2020, 2, 7, 14, tzinfo=VIETNAM)


def test_rules_in_force_are_those_of_the_ledger(cast):
    letter = issue(cast, *PARTS.values(), to=("dd-1", "bc-1"), deadline=DEADLINE)
    rules = {rule.duty.kind: rule for rule in told(cast).rules}
    assert {kind: rule.organisations for kind, rule in rules.items()} == {
        "DUTY_ROSTER": 2, "SPARE_EQUIPMENT": 1, "MASS_SMS": 1, "REPORT": 2,
    }  # fmt: skip
    actions.close(letter, by=cast.khanh, at=MONDAY + HOUR)
    assert told(cast, MONDAY + 2 * HOUR).rules == []


def test_a_blank_report_asks_for_the_same_figures_as_the_screen(cast):
    letter = issue(cast, *PARTS.values(), to=("dd-1",), deadline=DEADLINE)
    paper = papers.reserve(told(cast))
    report = next(annex for annex in paper.annexes if annex.title.startswith("Mẫu báo cáo"))
    said = {word.lower() for word in words(report)}
    for duty in letter.obligations.all():
        assert [label for label in KINDS[duty.kind].figures.values() if label.lower() not in said] == []
    assert {"kết quả thực hiện", "khó khăn, vướng mắc", "đề xuất, kiến nghị"} <= said


def test_every_blank_form_asks_when_it_happened_and_who_wrote(cast):
    issue(cast, REPORT, deadline=DEADLINE)
    for annex in papers.reserve(told(cast)).annexes:
        said = " ".join(words(annex))
        assert "(giờ, ngày)" in said, annex.title
        assert "Người ghi" in said, annex.title


def test_the_pack_says_when_it_was_made_and_that_it_stays_inside(cast):
    paper = papers.reserve(told(cast))
    assert isinstance(paper, Paper)
    assert paper.subject == "Lập lúc 09 giờ 00 phút ngày 03 tháng 02 năm 2020"
    assert paper.circulation == "LƯU HÀNH NỘI BỘ"


def test_without_a_letter_there_are_still_contacts_and_forms(cast):
    paper = papers.reserve(told(cast))
    said = " ".join(words(paper))
    assert "Không có việc đang mở." in said
    assert "Không có quy định nào đang có hiệu lực." in said
    assert len(paper.annexes) == 3
    assert to_docx(paper, created=MONDAY)[:2] == b"PK"


def test_the_pack_of_one_letter_holds_its_own_addressees_alone(cast):
    letter = issue(cast, REPORT, to=("dd-1",), deadline=DEADLINE)
    issue(cast, OTHER, to=("dd-2",), text_sha256="3" * 64)
    one = told(cast, directive=letter)
    assert [o.code for o in one.organisations] == [cast.department.code, "dd-1"]
    assert [row.directive for row in one.work] == [letter]
    assert {row.organisation.code for row in told(cast).work} == {"dd-1", "dd-2"}


def test_each_evening_one_pack_is_made_and_kept(cast, live):
    issue(cast, REPORT, deadline=DEADLINE)
    assert evening.run(EVENING - timedelta(minutes=1)) == 0
    assert evening.run(EVENING) == 1
    assert evening.run(EVENING + HOUR) == 0
    pack = ReservePack.objects.get()
    assert (pack.evening, pack.organisation, pack.by_name) == (True, cast.department, "Bộ giấy dự phòng")
    assert (pack.file.name, pack.file.quarantined_at) == ("giay-du-phong-2020-02-03-1730.pdf", None)
    assert content(pack.file).startswith(b"%PDF")
    assert evening.run(EVENING + DAY) == 1


def test_a_late_tick_makes_it_the_same_evening_and_a_missed_evening_is_left(cast, live):
    issue(cast, REPORT, deadline=DEADLINE)
    assert evening.run(EVENING + 7 * HOUR) == 0
    assert evening.run(EVENING + DAY + 5 * HOUR) == 1


def test_a_pack_on_demand_does_not_replace_the_evenings(cast, live):
    issue(cast, REPORT, deadline=DEADLINE)
    actions.keep_pack(cast.department, b"%PDF-1.7 x", reality="live", by=cast.binh, at=EVENING)
    assert evening.run(EVENING + HOUR) == 1


@pytest.mark.parametrize("state", ["review", "closed", "withdrawn", "exercise"])
def test_without_a_letter_in_force_no_evening_makes_papers(cast, live, state):
    if state == "review":
        receive(cast, REPORT)
    elif state == "exercise":
        issue(cast, REPORT, reality="exercise")
    else:
        end = actions.close if state == "closed" else actions.withdraw
        end(issue(cast, REPORT), by=cast.khanh, at=MONDAY)
    assert evening.run(EVENING) == 0


def test_the_timer_knows_the_next_evening(live):
    due = evening.next_due().astimezone(VIETNAM)
    assert (due.hour, due.minute) == (17, 30)


@pytest.mark.parametrize(("told_so", "hour"), [("", time(17, 30)), ("16:45", time(16, 45))], ids=["usual", "set"])
def test_the_hour_is_a_setting(told_so, hour):
    assert environment.read({"TS_RESERVE_AT": told_so}).reserve_at == hour


def test_an_exercise_plays_no_evenings():
    names = [getattr(job, "__name__", "") for job in machinery().jobs]
    assert "thongsuot.directives.jobs.reserve" not in names
    assert "thongsuot.directives.jobs.reserve" in conf.TIMER_JOBS


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "so.vanthu"])
def test_the_department_makes_one_at_any_time_and_fetches_it(cast, live, username):
    issue(cast, REPORT, deadline=DEADLINE)
    client, address = client_of(cast.person(username)), reverse("directives:reserve")
    assert "Chưa có bộ giấy nào" in client.get(address).content.decode()
    html = client.post(address, follow=True).content.decode()
    pack = ReservePack.objects.get()
    assert not pack.evening
    assert pack.file.get_absolute_url() in html
    assert b"".join(client.get(pack.file.get_absolute_url())).startswith(b"%PDF")


def test_a_letter_has_its_own_packs(cast, live):
    letter = issue(cast, REPORT, deadline=DEADLINE)
    client, address = client_of(cast.binh), reverse("directives:letter-reserve", args=[letter.pk])
    client.post(address)
    pack = ReservePack.objects.get()
    assert pack.directive == letter
    assert "Tải về" in client.get(address).content.decode()
    assert str(letter) in client.get(reverse("directives:reserve")).content.decode()


@pytest.mark.parametrize("username", ["so.thanhtra", "so.quantri"])
def test_who_may_only_look_makes_none(cast, live, username):
    client, address = client_of(cast.person(username)), reverse("directives:reserve")
    assert "Lập ngay</button>" not in client.get(address).content.decode()
    client.post(address)
    assert not ReservePack.objects.exists()
    assert not File.objects.exists()


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao"])
def test_no_enterprise_comes_near_the_papers(cast, live, username):
    letter = issue(cast, REPORT, deadline=DEADLINE)
    client = client_of(cast.person(username))
    for address in (reverse("directives:reserve"), reverse("directives:letter-reserve", args=[letter.pk])):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_only_those_who_carry_it_keep_a_pack(cast):
    with pytest.raises(NotAllowed):
        actions.keep_pack(cast.department, b"%PDF-1.7 x", reality="live", by=cast.hang, at=MONDAY)


def test_the_pack_asks_the_database_as_often_for_many_letters_as_its_letters_need(cast, django_assert_max_num_queries):
    issue(cast, *PARTS.values(), to=[o.code for o in cast.enterprises], deadline=DEADLINE)
    with django_assert_max_num_queries(12):
        papers.reserve(told(cast))
