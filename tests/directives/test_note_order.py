"""An order by telephone or at a meeting enters as it was noted, and its hours mean the day on which it was given."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY, VIETNAM

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Directive
from thongsuot.engines import letter as engine
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
WORDS = """Các doanh nghiệp viễn thông kiểm tra máy phát điện dự phòng tại các trạm.
Báo cáo kết quả về Sở trước 17 giờ.
Doanh nghiệp di động sẵn sàng nhắn tin khi có đề nghị."""
SPEAKER = "ông Trần Văn An, Giám đốc Sở"


def note(cast, *, by=None, said_at=MONDAY - timedelta(minutes=10), words=WORDS, way="telephone"):
    """Note an order of the department's head."""
    order = engine.Spoken(
        parent="UBND tỉnh Đông Xuyên",
        issuer=cast.department.name,
        place="Đông Xuyên",
        speaker=SPEAKER,
        way="qua điện thoại",
        at=said_at,
        addressees="Các doanh nghiệp bưu chính, viễn thông trên địa bàn tỉnh",
        words=words,
    )
    return actions.note_order(
        actions.Instruction(SPEAKER, way, said_at),
        engine.to_json(engine.read_text(engine.written(order))),
        organisation=cast.department,
        reality="live",
        by=by or cast.binh,
        at=MONDAY,
    )


def test_who_ordered_it_when_and_who_wrote_it_down_are_kept(cast):
    letter = note(cast)
    assert (letter.origin, letter.instructed_by) == ("telephone", SPEAKER)
    assert letter.instructed_at == MONDAY - timedelta(minutes=10)
    assert letter.noted_by == cast.binh
    assert ledger.edits_of(letter).get().after["origin"] == "telephone"


def test_its_duties_wait_for_a_person_like_those_of_any_letter(cast):
    letter = note(cast)
    assert letter.state == Directive.State.REVIEW
    kinds = list(letter.obligations.order_by("start").values_list("kind", "mode", "obliged", "state"))
    assert kinds == [
        ("SPARE_EQUIPMENT", "one_off", "telecom", "proposed"),
        ("REPORT", "one_off", "all", "proposed"),
        ("MASS_SMS", "conditional", "mobile", "proposed"),
    ]


def test_an_hour_without_a_day_is_that_of_the_day(cast):
    letter = note(cast)
    duty = letter.obligations.get(kind="REPORT")
    assert duty.deadline_at == datetime(2020, 2, 3, 17, 0, tzinfo=VIETNAM)
    assert (duty.deadline_relation, duty.deadline_text) == ("before", "trước 17 giờ")


def test_a_day_that_the_words_name_is_left_alone(cast):
    letter = note(cast, words="Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.")
    duty = letter.obligations.get()
    assert duty.deadline_at == datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)


def test_a_duty_of_every_day_keeps_its_rhythm(cast):
    letter = note(cast, words="Báo cáo tình hình lúc 16 giờ hằng ngày.")
    duty = letter.obligations.get()
    assert (duty.mode, duty.deadline_at) == ("recurring", None)


def test_quotations_stand_in_what_was_noted(cast):
    letter = note(cast)
    for duty in letter.obligations.all():
        assert letter.text[duty.start : duty.end] == duty.quote
        assert duty.quote in WORDS


def test_it_lacks_number_date_and_signed_copy(cast):
    letter = note(cast)
    assert [str(word) for word in queries.lacks(letter)] == ["số, ký hiệu", "ngày ban hành", "bản ký"]


def test_nobody_notes_an_order_before_it_was_given(cast):
    with pytest.raises(actions.NotYetSaid, match="chưa có gì được ghi nhận"):
        note(cast, said_at=MONDAY + timedelta(minutes=1))
    assert not Directive.objects.exists()


def test_an_enterprise_notes_no_order(cast):
    with pytest.raises(NotAllowed):
        note(cast, by=cast.hang)
    assert not Directive.objects.exists()


def test_the_database_refuses_an_order_without_a_speaker(cast):
    letter = note(cast, way="meeting")
    with pytest.raises(IntegrityError, match="word_of_mouth"), transaction.atomic():
        Directive.objects.filter(pk=letter.pk).update(instructed_by="")


def test_the_same_words_at_the_same_minute_come_once(cast):
    note(cast)
    with pytest.raises(actions.AlreadyReceived):
        note(cast)
