"""The page of an assignment: what it shows, what can be done, and how refusals are said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading

from thongsuot.directives import actions, jobs
from thongsuot.directives.evidence import REGISTER
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def hang(cast):
    """Return the browser of the enterprise's contact."""
    return client_of(cast.hang)


def assignment(issued, kind, code="dd-1"):
    """Return an organisation's assignment of a kind."""
    return issued.assignments.filter(organisation__code=code, obligation__kind=kind).first()


def acknowledged(cast, issued):
    """Let the first mobile operator acknowledge the letter."""
    actions.acknowledge(issued.receipts.get(organisation__code="dd-1"), by=cast.hang, at=MONDAY)


def step(client, row, verb, **told):
    """Do one thing and follow to the page."""
    return client.post(reverse("directives:assignment-step", args=[row.pk, verb]), told, follow=True)


def said(answer):
    """Return the messages of the page."""
    return [str(message) for message in answer.context["messages"]]


def of_mode(cast, mode, **told):
    """Return the first mobile operator's assignment of a letter with one duty of a mode."""
    kind = "GOODS_SUSPENSION" if mode == "prohibition" else "DUTY_ROSTER"
    parts = {"only": ("Các doanh nghiệp thực hiện nội dung này.", mode, "all", kind)}
    letter = actions.receive(
        {**reading(parts=parts, number=f"{mode}/SKHCN"), **told},
        file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY,
    )  # fmt: skip
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return assignment(actions.issue(letter, by=cast.khanh, at=MONDAY), kind)


def test_the_quotation_stands_among_the_words_around_it(issued, hang):
    row = assignment(issued, "SPARE_EQUIPMENT")
    body = hang.get(row.get_absolute_url()).content.decode()
    assert f"<mark>{row.obligation.quote}</mark>" in body
    assert "bố trí ca trực" in body


def test_the_reason_stands_beside_the_button_that_cannot_be_pressed(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    body = hang.get(row.get_absolute_url()).content.decode()
    assert "còn thiếu số liệu: thiết bị dự phòng đã kiểm tra" in body
    answer = step(hang, row, "complete")
    assert "còn thiếu số liệu" in said(answer)[0]
    assert Assignment.objects.get(pk=row.pk).state != "done"


def test_figures_words_and_files_are_declared_and_the_duty_completed(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    files = [SimpleUploadedFile("a.txt", b"bien ban"), SimpleUploadedFile("b.txt", b"danh sach")]
    answer = step(hang, row, "declare", so_items_tested=12, so_items_total=15, words="Đã kiểm tra.", uploads=files)
    assert said(answer) == ["Đã ghi số liệu."]
    told = Declaration.objects.get()
    assert (told.figures, told.words) == ({"items_tested": 12, "items_total": 15}, "Đã kiểm tra.")
    assert [f.name for f in File.objects.order_by("name")] == ["a.txt", "b.txt"]
    assert len(told.files) == 2
    figures = {figure.label: figure for figure in answer.context["counted"].figures}
    assert figures["thiết bị dự phòng"].declared == 15
    assert figures["thiết bị dự phòng"].measured is None
    assert said(step(hang, row, "complete")) == ["Đã ghi hoàn thành."]
    assert Assignment.objects.get(pk=row.pk).state == "done"


def test_a_newer_statement_keeps_the_files_that_are_ticked(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    step(hang, row, "declare", words="Một", uploads=[SimpleUploadedFile("a.txt", b"mot")])
    step(hang, row, "declare", words="Hai", kept=[File.objects.get().pk])
    step(hang, row, "declare", words="Ba")
    assert [len(d.files) for d in Declaration.objects.order_by("pk")] == [1, 1, 0]


def test_a_disguised_file_is_kept_apart_and_said(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    answer = step(hang, row, "declare", words="Kèm tệp", uploads=[SimpleUploadedFile("a.pdf", b"khong phai PDF")])
    assert any("chưa được dùng" in message for message in said(answer))
    assert Declaration.objects.get().files == []


@pytest.mark.parametrize("told", [{}, {"so_items_tested": "-1"}, {"so_items_tested": "một"}, {"so_items_total": "1.5"}])
def test_figures_are_whole_numbers_and_something_must_be_said(cast, issued, hang, told):
    acknowledged(cast, issued)
    answer = step(hang, assignment(issued, "SPARE_EQUIPMENT"), "declare", **told)
    assert answer.status_code == 422
    assert not Declaration.objects.exists()


def test_the_department_enters_on_behalf_and_says_so(cast, issued):
    row = assignment(issued, "SPARE_EQUIPMENT")
    binh = client_of(cast.binh)
    assert "Nhập thay số liệu" in binh.get(row.get_absolute_url()).content.decode()
    answer = step(binh, row, "declare", so_items_tested=3, so_items_total=3, words="Theo điện thoại")
    assert Declaration.objects.get().on_behalf is True
    assert "Nhập thay bởi" in answer.content.decode()


def test_a_duty_is_handed_over_started_and_reopened(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    long = cast.long
    step(hang, row, "hand-to", holder=long.pk)
    assert Assignment.objects.get(pk=row.pk).holder == long
    step(hang, row, "start")
    step(hang, row, "declare", so_items_tested=1, so_items_total=1)
    step(hang, row, "complete")
    assert "ghi lý do" in said(step(hang, row, "reopen"))[0]
    step(hang, row, "reopen", note="Còn một trạm")
    fresh = Assignment.objects.get(pk=row.pk)
    assert (fresh.state, fresh.done_at) == ("in_progress", None)


def test_nobody_of_another_organisation_is_a_holder(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    step(hang, row, "hand-to", holder=cast.person("dd-2.daumoi").pk)
    assert Assignment.objects.get(pk=row.pk).holder is None


def test_an_illegal_move_is_a_message(cast, issued, hang):
    answer = step(hang, assignment(issued, "SPARE_EQUIPMENT"), "start")
    assert answer.status_code == 200
    assert "chưa có gì thay đổi" in said(answer)[0]


def test_strangers_and_unknown_verbs_are_not_found(cast, issued, hang):
    row, foreign = assignment(issued, "SPARE_EQUIPMENT"), assignment(issued, "SPARE_EQUIPMENT", "dd-2")
    assert hang.get(foreign.get_absolute_url()).status_code == 404
    assert step(hang, foreign, "start").status_code == 404
    assert step(hang, row, "erase").status_code == 404


def test_the_department_activates_for_all_and_an_enterprise_its_own(cast, issued, hang):
    row, other = assignment(issued, "MASS_SMS"), assignment(issued, "MASS_SMS", "dd-2")
    step(hang, row, "activate-own", note="Có yêu cầu")
    assert Assignment.objects.get(pk=row.pk).activated_at is not None
    assert Assignment.objects.get(pk=other.pk).activated_at is None
    binh = client_of(cast.binh)
    step(binh, other, "activate", deadline_at="2030-01-01T08:00", note="Đề nghị")
    assert Assignment.objects.get(pk=other.pk).deadline_at.isoformat() == "2030-01-01T01:00:00+00:00"
    assert "chưa có gì thay đổi" in said(step(binh, other, "activate"))[0]


def test_the_duty_to_report_is_completed_by_the_report_alone(cast, issued, hang):
    acknowledged(cast, issued)
    row = assignment(issued, "REPORT")
    answer = hang.get(row.get_absolute_url())
    assert answer.context["statement"] is None
    assert "khi báo cáo được gửi" in said(step(hang, row, "complete"))[0]


def test_a_standing_duty_has_a_health(cast, hang):
    row = of_mode(cast, "standing")
    acknowledged(cast, row.directive)
    assert "Chưa có số liệu." in hang.get(row.get_absolute_url()).content.decode()
    told = actions.Statement({"shifts": 7, "shifts_filled": 7})
    actions.declare(row, told, by=cast.hang, at=now() - timedelta(days=8))
    assert "cũ hơn 7 ngày" in hang.get(row.get_absolute_url()).content.decode()
    actions.declare(row, told, by=cast.hang, at=now())
    assert "Có số liệu mới." in hang.get(row.get_absolute_url()).content.decode()


def test_a_prohibition_lists_cases_without_a_word_of_guilt(cast, hang):
    row = of_mode(cast, "prohibition")
    ledger.record(
        key="case:1", organisation=row.organisation, reality="live", kind="GOODS_SUSPENSION",
        happened_at=MONDAY + timedelta(hours=2), known_at=MONDAY + timedelta(hours=2),
        figures={"screened": 40, "refused": 2}, summary="Hai bưu gửi chuyển hoàn.", measured=True, by=REGISTER,
    )  # fmt: skip
    answer = hang.get(row.get_absolute_url())
    body = answer.content.decode()
    assert "Trường hợp cần xử lý" in body
    assert [case.summary for case in answer.context["cases"]] == ["Hai bưu gửi chuyển hoàn."]
    assert "vi phạm" not in body.lower()


def test_a_recurring_duty_lists_its_occurrences(cast, hang):
    row = of_mode(cast, "recurring")
    duty = row.obligation
    duty.recurrence, duty.occur_due_at = "FREQ=DAILY;BYHOUR=15;BYMINUTE=0", MONDAY
    duty.save(update_fields=["recurrence", "occur_due_at"])
    jobs.run(MONDAY + timedelta(days=5))
    answer = hang.get(row.get_absolute_url())
    made = Assignment.objects.filter(obligation=duty, organisation=row.organisation).exclude(occurrence_at=None)
    assert made.exists()
    assert len(answer.context["occurrences"]) == made.count()


def test_the_page_asks_as_much_for_many_entries_as_for_one(cast, issued, hang, count_queries):
    acknowledged(cast, issued)
    row = assignment(issued, "SPARE_EQUIPMENT")
    step(hang, row, "declare", so_items_tested=1, so_items_total=2, uploads=[SimpleUploadedFile("0.txt", b"0")])
    few = count_queries(lambda: hang.get(row.get_absolute_url()))
    for number in range(1, 9):
        kept = list(File.objects.values_list("pk", flat=True))
        upload = SimpleUploadedFile(f"{number}.txt", str(number).encode())
        step(hang, row, "declare", so_items_tested=number, so_items_total=9, kept=kept, uploads=[upload])
    assert count_queries(lambda: hang.get(row.get_absolute_url())) == few
