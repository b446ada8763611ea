"""The review over HTTP: every step is an ordinary form, and every refusal is said kindly."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading

from thongsuot.directives import actions
from thongsuot.directives.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(cast):
    """Return the browser of the department's follower."""
    return client_of(cast.binh)


def step(client, letter, verb, **told):
    """Take a step and follow to the page."""
    return client.post(reverse("directives:review-step", args=[letter.pk, verb]), told, follow=True)


def fields(row, **changes):
    """Return what the form of a proposal sends."""
    told = {
        "pk": row.pk,
        "version": row.version,
        "quote": row.quote,
        "kind": row.kind,
        "mode": row.mode,
        "obliged": row.obliged,
        "obliged_names": "",
        "effective_from": "",
        "deadline_relation": "",
        "deadline_at": "",
        "deadline_text": "",
        "recurrence": "",
    }
    return {**told, **changes}


def said(answer):
    """Return the messages of the page."""
    return [str(message) for message in answer.context["messages"]]


def states(letter):
    """Return the states of the proposals in the order of the text."""
    return [o.state for o in letter.obligations.order_by("start", "id")]


def test_the_page_marks_each_quotation_where_it_stands(binh, received):
    answer = binh.get(reverse("directives:review", args=[received.pk]))
    body = answer.content.decode()
    for row in received.obligations.all():
        assert f'<mark class="proposed" data-of="{row.pk}">{row.quote}</mark>' in body
        assert f'id="p{row.pk}"' in body


def test_one_is_confirmed_rejected_and_restored(binh, received):
    first, second, *_ = received.obligations.all()
    step(binh, received, "confirm", pk=first.pk)
    step(binh, received, "reject", pk=second.pk)
    assert states(received) == ["confirmed", "rejected", "proposed", "proposed"]
    step(binh, received, "restore", pk=second.pk)
    assert states(received) == ["confirmed", "proposed", "proposed", "proposed"]


def test_a_whole_paragraph_is_confirmed(binh, received):
    step(binh, received, "confirm", paragraph=2)
    assert states(received) == ["proposed", "confirmed", "proposed", "proposed"]


def test_all_above_a_score_are_confirmed_and_the_doubtful_stay(binh, received):
    received.obligations.filter(kind="REPORT").update(score=0.4)
    answer = step(binh, received, "confirm", sure=1)
    assert states(received) == ["confirmed", "confirmed", "confirmed", "proposed"]
    assert said(answer) == ["Đã xác nhận 3 đề xuất."]


def test_every_field_is_edited(binh, received):
    row = received.obligations.get(kind="SPARE_EQUIPMENT")
    told = fields(
        row,
        quote="thiết bị dự phòng\ntại các trạm",
        kind="OTHER",
        mode="recurring",
        obliged="named",
        obliged_names="Viễn thông Một\nViễn thông Hai\n",
        effective_from="2020-02-01T00:00",
        deadline_relation="before",
        deadline_at="2020-02-05T16:30",
        deadline_text="trước 16 giờ 30",
        recurrence="FREQ=DAILY",
    )
    step(binh, received, "edit", **told)
    row.refresh_from_db()
    assert row.quote == received.text[row.start : row.end] == "thiết bị dự phòng tại các trạm"
    assert (row.kind, row.mode, row.obliged, row.recurrence) == ("OTHER", "recurring", "named", "FREQ=DAILY")
    assert row.obliged_names == ["Viễn thông Một", "Viễn thông Hai"]
    assert row.deadline_at.isoformat() == "2020-02-05T09:30:00+00:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quote": "những chữ không có"}, "không có trong văn bản"),
        ({"obliged": "named"}, "ghi tên ít nhất một đơn vị"),
        ({"deadline_relation": "before"}, "Hãy nhập thời hạn"),
        ({"mode": "recurring"}, "lặp lại như thế nào"),
    ],
)
def test_a_form_that_is_not_right_comes_back_open(binh, received, changes, words):
    row = received.obligations.first()
    answer = step(binh, received, "edit", **fields(row, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'id="p{row.pk}_quote"' in answer.content.decode()
    assert Obligation.objects.get(pk=row.pk).version == row.version


def test_the_second_of_two_editors_is_told(cast, binh, received):
    row = received.obligations.first()
    actions.edit(row, version=row.version, by=cast.khanh, at=MONDAY, kind="OTHER")
    answer = step(binh, received, "edit", **fields(row, version=1, kind="HOTLINE"))
    assert answer.status_code == 200
    assert "vừa được người khác sửa" in said(answer)[0]
    assert Obligation.objects.get(pk=row.pk).kind == "OTHER"


@pytest.mark.parametrize("by_place", [True, False])
def test_a_proposal_is_split_at_the_selection_or_at_pasted_words(binh, received, by_place):
    row = received.obligations.get(kind="DUTY_ROSTER")
    place = received.text.index("bố trí")
    told = {"start": place, "end": place + 6} if by_place else {"quote": "bố  trí"}
    step(binh, received, "split", pk=row.pk, **told)
    live = received.obligations.exclude(state="rejected").order_by("start")
    assert [o.quote for o in live][:2] == ["Các doanh nghiệp", "bố trí ca trực suốt tuần."]


def test_a_split_without_a_place_changes_nothing(binh, received):
    answer = step(binh, received, "split", pk=received.obligations.first().pk)
    assert "không nằm trong văn bản" in said(answer)[0]
    assert states(received) == ["proposed"] * 4


def test_neighbours_are_merged_and_the_last_has_none(binh, received):
    first, *_, last = received.obligations.all()
    step(binh, received, "merge", pk=first.pk)
    merged = received.obligations.exclude(state="rejected").first()
    assert merged.quote.startswith("Các doanh nghiệp bố trí")
    assert merged.quote.endswith("các trạm.")
    answer = step(binh, received, "merge", pk=last.pk)
    assert said(answer) == ["Không còn đề xuất nào ở sau để gộp; chưa có gì thay đổi."]


@pytest.mark.parametrize("by_place", [True, False])
def test_a_duty_is_added_by_selecting_or_pasting(binh, received, by_place):
    place = received.text.index("trên địa bàn tỉnh")
    told = {"start": place, "end": place + 17} if by_place else {"quote": "trên địa\r\nbàn tỉnh"}
    step(binh, received, "add", **told)
    assert received.obligations.get(by_hand=True).quote == "trên địa bàn tỉnh"


def test_nothing_selected_adds_nothing(binh, received):
    answer = step(binh, received, "add", quote="không có chữ này")
    assert "không nằm trong văn bản" in said(answer)[0]
    assert received.obligations.count() == 4


def test_undo_takes_the_last_step_back_until_nothing_is_left(binh, received):
    step(binh, received, "confirm", pk=received.obligations.first().pk)
    assert said(step(binh, received, "undo")) == ["Đã hoàn tác bước gần nhất."]
    assert states(received) == ["proposed"] * 4
    assert said(step(binh, received, "undo")) == ["Không còn bước nào để hoàn tác."]


def test_who_may_not_review_sees_the_page_without_buttons(cast, received):
    client = client_of(cast.person("so.vanthu"))
    assert 'data-act="confirm"' not in client.get(reverse("directives:review", args=[received.pk])).content.decode()
    answer = step(client, received, "confirm", pk=received.obligations.first().pk)
    assert "không có vai trò" in said(answer)[0]
    assert states(received) == ["proposed"] * 4


def test_strangers_steps_and_verbs_are_not_found(cast, binh, received):
    row = received.obligations.first()
    for client, verb, pk in [(client_of(cast.hang), "confirm", row.pk), (binh, "erase", row.pk), (binh, "edit", 0)]:
        assert step(client, received, verb, pk=pk).status_code == 404
    assert states(received) == ["proposed"] * 4


def test_after_the_issue_the_review_is_closed(cast, binh, issued):
    assert binh.get(reverse("directives:review", args=[issued.pk])).url == issued.get_absolute_url()
    answer = step(binh, issued, "reject", pk=issued.obligations.first().pk)
    assert "đã qua bước rà soát" in said(answer)[0]


def test_thirty_proposals_ask_as_much_as_four(cast, binh, received, count_queries):
    few = count_queries(lambda: binh.get(reverse("directives:review", args=[received.pk])))
    parts = {str(n): (f"Kiểm tra trạm số {n} trong tuần.", "one_off", "all", "OTHER") for n in range(30)}
    told = reading(parts=parts, number="99/SKHCN")
    letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    assert count_queries(lambda: binh.get(reverse("directives:review", args=[letter.pk]))) == few
