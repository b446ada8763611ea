"""What was read with little confidence is looked at first; a head put right keeps what stood before."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading
from tests.directives.test_views_review import said, step
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.ledger.models import Edit
from thongsuot.organisations.actions import EditedMeanwhile

pytestmark = pytest.mark.django_db
SURE = {"doc_type": 0.99, "number": 0.98, "date": 0.97, "subject": 0.95, "issuer": 0.99}


@pytest.fixture
def binh(cast):
    """Return the browser of the department's follower."""
    return client_of(cast.binh)


def enter(cast, told):
    """Enter a letter as it was read."""
    return actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)


@world
def doubtful(cast):
    """Return a letter whose number and second duty were read with little confidence, and the limit of its report."""
    told = reading(confidence={**SURE, "number": 0.4, "deadlines.1": 0.3})
    told["obligations"][1]["score"] = 0.45
    return enter(cast, told)


def shown(binh, letter):
    """Return what the page of the review was given, and the page."""
    answer = binh.get(reverse("directives:review", args=[letter.pk]))
    return answer.context, answer.content.decode()


def first(context):
    """Return the kinds of the proposals that are looked at first."""
    return [card.obligation.kind for card in context["first"]]


def test_unsure_proposals_stand_first_and_the_others_in_the_order_of_the_letter(binh, doubtful):
    context, page = shown(binh, doubtful)
    assert first(context) == ["SPARE_EQUIPMENT", "REPORT"]
    assert [card.number for card in context["first"]] == [2, 4]
    assert [card.number for card in context["rest"]] == [1, 3]
    assert (
        page.index("Cần xem trước")
        < page.index(f'id="p{context["first"][0].pk}"')
        < page.index("Theo thứ tự văn bản")
        < page.index(f'id="p{context["rest"][0].pk}"')
    )


def test_what_is_unsure_is_said_in_words_and_counted(binh, doubtful):
    context, page = shown(binh, doubtful)
    assert context["unsure_left"] == 3
    assert "Còn 3 mục cần xem trước" in page
    assert page.count("(chưa chắc chắn)") == 2  # the number in the head, and the limit of the report
    assert "Nhiệm vụ đề xuất 2, cần xem trước" in page


def test_what_was_settled_keeps_its_place_and_is_no_longer_counted(binh, doubtful):
    report = doubtful.obligations.get(kind="REPORT")
    step(binh, doubtful, "confirm", pk=report.pk)
    context, page = shown(binh, doubtful)
    assert first(context) == ["SPARE_EQUIPMENT", "REPORT"]
    assert "Còn 2 mục cần xem trước" in page


def test_what_a_person_added_is_never_unsure(binh, doubtful):
    doubtful.obligations.filter(kind="SPARE_EQUIPMENT").update(by_hand=True)
    assert first(shown(binh, doubtful)[0]) == ["REPORT"]


def test_a_reading_without_confidence_has_nothing_to_look_at_first(binh, received):
    context, page = shown(binh, received)
    assert (context["first"], context["unsure_left"]) == ([], 0)
    assert "Cần xem trước" not in page.split("<dialog")[0]


def test_an_unsure_head_is_found_right_in_one_step(cast, binh, doubtful):
    step(binh, doubtful, "head", same=1)
    context, _page = shown(binh, doubtful)
    assert not context["head"].unsure
    assert context["unsure_left"] == 2
    assert not Edit.objects.filter(topic="directive").exists()
    step(binh, doubtful, "undo")
    assert shown(binh, doubtful)[0]["head"].unsure


HEAD = {
    "doc_type": "Công văn", "number": "21/SKHCN-BCVT", "dated_on": "2020-02-04", "subject": "giữ liên lạc",
    "issuer_name": "Sở Khoa học và Công nghệ", "issuer_parent": "UBND tỉnh Đông Xuyên",
}  # fmt: skip


def test_a_corrected_head_is_kept_before_and_after_and_can_be_undone(cast, binh, doubtful):
    answer = step(binh, doubtful, "head", version=doubtful.version, **HEAD)
    doubtful.refresh_from_db()
    assert (doubtful.number, doubtful.dated_on) == ("21/SKHCN-BCVT", date(2020, 2, 4))
    assert said(answer) == ["Đã lưu phần đầu văn bản."]
    kept = Edit.objects.get(topic="directive", row=doubtful.pk)
    assert (kept.before["number"], kept.after["number"]) == ("12/STTTT-BCVT", "21/SKHCN-BCVT")
    assert "doc_type" not in kept.after
    step(binh, doubtful, "undo")
    doubtful.refresh_from_db()
    assert (doubtful.number, doubtful.dated_on) == ("12/STTTT-BCVT", date(2020, 2, 3))


def test_a_head_does_not_become_that_of_another_letter(cast, binh, doubtful):
    other = enter(cast, reading(text_sha256="1" * 64, number="77/SKHCN-BCVT"))
    same = {**HEAD, "number": "77/skhcn-bcvt", "dated_on": "2020-02-03", "issuer_name": other.issuer_name}
    answer = step(binh, doubtful, "head", version=doubtful.version, **same)
    assert "cùng số, ngày và cơ quan ban hành" in said(answer)[0]
    doubtful.refresh_from_db()
    assert doubtful.number == "12/STTTT-BCVT"


def test_the_second_who_corrects_a_head_is_told(cast, doubtful):
    actions.correct_head(doubtful, version=1, by=cast.khanh, at=MONDAY, subject="khác")
    with pytest.raises(EditedMeanwhile):
        actions.correct_head(doubtful, version=1, by=cast.binh, at=MONDAY, subject="khác nữa")


def test_only_the_head_is_corrected_as_head(cast, doubtful):
    with pytest.raises(TypeError):
        actions.correct_head(doubtful, version=1, by=cast.binh, at=MONDAY, text="khác")


def test_a_head_without_a_kind_comes_back_open(binh, doubtful):
    answer = step(binh, doubtful, "head", version=doubtful.version, **{**HEAD, "doc_type": ""})
    assert answer.status_code == 422
    assert 'id="head_doc_type"' in answer.content.decode()


def test_an_order_by_telephone_has_no_head_to_compare(binh, cast, doubtful):
    type(doubtful).objects.filter(pk=doubtful.pk).update(
        origin="telephone", instructed_by="Ông Đinh Văn Khải", instructed_at=MONDAY
    )
    doubtful.refresh_from_db()
    assert shown(binh, doubtful)[0]["head"] is None
    assert queries.unsure_head(doubtful) == []
