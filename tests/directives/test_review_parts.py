"""A script asks for the parts that an act changed: fifteen pages and eighty proposals cost no more than four."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.large_letters import large_reading, sheets
from tests.directives.test_views_review import fields

from thongsuot.directives import actions, queries
from thongsuot.files import actions as files

pytestmark = pytest.mark.django_db
QUICK = {"headers": {"X-Fragment": "*"}}


@pytest.fixture
def binh(cast):
    """Return the browser of the department's follower."""
    return client_of(cast.binh)


def act(client, letter, verb, **told):
    """Take a step as the page's script does."""
    return client.post(reverse("directives:review-step", args=[letter.pk, verb]), told, **QUICK)


def parts(answer):
    """Return the names of the parts in an answer, those inside others aside."""
    body = answer.content.decode()
    if 'id="review" data-part' in body:
        return {"review"}
    return set(re.findall(r'id="([^"]+)"(?: [^>]*)? data-part', body)) | set(
        re.findall(r'id="([^"]+)" data-part', body)
    )


FRAME = {"review-state", "review-bar", "rejected"}


def large(cast, **how):
    """Enter the large letter."""
    return actions.receive(
        large_reading(**how), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )


def test_a_confirmation_brings_its_card_and_no_letter(binh, received):
    row = received.obligations.first()
    answer = act(binh, received, "confirm", pk=row.pk)
    assert parts(answer) == {*FRAME, f"p{row.pk}"}
    assert f'class="proposal confirmed" id="p{row.pk}"' in answer.content.decode()


def test_a_rejection_leaves_an_empty_place_and_marks_the_letter_anew(binh, received):
    row = received.obligations.first()
    answer = act(binh, received, "reject", pk=row.pk)
    assert parts(answer) == {*FRAME, f"p{row.pk}", "letter-text"}
    assert f'<li id="p{row.pk}" data-part hidden></li>' in answer.content.decode()
    assert f'data-of="{row.pk}"' not in answer.content.decode()
    back = act(binh, received, "undo")
    assert f'class="proposal proposed" id="p{row.pk}"' in back.content.decode()


def test_numbers_stay_when_a_proposal_is_rejected(binh, received):
    rows = list(received.obligations.all())
    act(binh, received, "reject", pk=rows[0].pk)
    context = binh.get(reverse("directives:review", args=[received.pk])).context
    assert [card.number for card in context["standing"]] == [2, 3, 4]


@pytest.mark.parametrize("verb", ["split", "merge", "add", "head"])
def test_new_rows_and_a_new_head_bring_everything(binh, received, verb):
    row = received.obligations.get(kind="DUTY_ROSTER")
    place = received.text.index("bố trí")
    answer = act(binh, received, verb, pk=row.pk, start=place, end=place + 6, same=1)
    assert parts(answer) == {"review"}


def test_an_edit_brings_its_card_closed_and_a_refused_one_open(binh, received):
    row = received.obligations.first()
    refused = act(binh, received, "edit", **fields(row, obliged="named"))
    assert refused.status_code == 422
    assert f'id="p{row.pk}_obliged_names"' in refused.content.decode()
    answer = act(binh, received, "edit", **fields(row, kind="OTHER"))
    assert parts(answer) == {*FRAME, f"p{row.pk}"}
    assert f'id="p{row.pk}_obliged_names"' not in answer.content.decode()
    assert "Đã lưu phần sửa." in answer.content.decode()


def test_the_form_of_a_proposal_is_fetched_when_it_is_asked_for(binh, received):
    row = received.obligations.first()
    address = reverse("directives:review", args=[received.pk])
    assert f'id="p{row.pk}_quote"' not in binh.get(address).content.decode()
    assert f'id="p{row.pk}_quote"' in binh.get(address, {"sua": row.pk}).content.decode()
    alone = binh.get(address, {"sua": row.pk}, **QUICK)
    assert f"p{row.pk}" in parts(alone)
    assert "<html" not in alone.content.decode()
    assert 'id="head_number"' in binh.get(address, {"sua": "head"}).content.decode()
    assert binh.get(address, {"sua": "999999"}).status_code == 200


def test_after_another_persons_step_everything_comes_anew(cast, binh, received):
    first, second, *_ = received.obligations.all()
    stamp = queries.stamp_of(received)
    actions.confirm(received, [second], by=cast.khanh, at=MONDAY)
    assert parts(act(binh, received, "confirm", pk=first.pk, stamp=stamp)) == {"review"}
    now = queries.stamp_of(received)
    assert parts(act(binh, received, "undo", stamp=now)) == {*FRAME, f"p{first.pk}"}


def test_the_stamp_changes_with_every_step_and_is_asked_for_alone(binh, received):
    address, seen = reverse("directives:review", args=[received.pk]), set()
    for verb in ("", "confirm", "undo", "reject", "undo"):
        if verb:
            act(binh, received, verb, pk=received.obligations.first().pk)
        answer = binh.get(address, headers={"X-Fragment": "review-state"})
        assert len(answer.content) < 400
        seen.add(re.search(r'data-stamp="([^"]+)"', answer.content.decode())[1])
    assert len(seen) == 5


def test_a_closed_review_leads_a_script_to_the_letter(binh, issued):
    answer = act(binh, issued, "confirm", pk=issued.obligations.first().pk)
    assert answer.status_code == 302


def test_eighty_proposals_ask_as_much_as_sixteen(cast, binh):
    few, many = large(cast, duties=16, number="1/A", text_sha256="1" * 64), large(cast)
    assert many.obligations.count() == 80
    told = {}
    for letter in (few, many):
        row = letter.obligations.first()
        address = reverse("directives:review", args=[letter.pk])
        binh.get(address)  # what a session asks once is asked now
        told[letter.pk] = {
            "form": count(lambda a=address, r=row: binh.get(a, {"sua": r.pk}, **QUICK)),
            "confirm": count(lambda w=letter, r=row: act(binh, w, "confirm", pk=r.pk)),
            "edit": count(lambda w=letter, r=row: act(binh, w, "edit", **fields(r, kind="OTHER"))),
            "undo": count(lambda w=letter: act(binh, w, "undo")),
            "reject": count(lambda w=letter, r=row: act(binh, w, "reject", pk=r.pk)),
        }
    assert told[few.pk] == told[many.pk]
    assert {name: asked for name, asked in told[many.pk].items() if asked > MOST[name]} == {}


MOST = {"form": 26, "confirm": 41, "edit": 42, "undo": 45, "reject": 42}


def count(call):
    """Return how many queries a call makes."""
    with CaptureQueriesContext(connection) as asked:
        assert call().status_code == 200
    return len(asked)


def test_an_act_on_eighty_proposals_is_answered_with_little(cast, binh):
    letter = large(cast)
    whole = len(binh.get(reverse("directives:review", args=[letter.pk])).content)
    row = letter.obligations.first()
    assert len(act(binh, letter, "confirm", pk=row.pk).content) * 20 < whole


def scanned(cast):
    """Enter the large letter as a scan of fifteen pages."""
    told, owner = large_reading(), {"organisation": cast.department, "reality": "live"}
    file = files.store(b"%PDF scan", name="quet.pdf", by=cast.binh, at=MONDAY, **owner)
    return actions.receive_scan(told, sheets(told["text"], drawn=False), file=file, by=cast.binh, at=MONDAY)


def test_on_a_scan_the_lines_of_each_proposal_are_drawn_on_the_picture(cast, binh):
    letter = scanned(cast)
    pages = queries.pages_of(letter, list(letter.obligations.all()))
    assert len(pages) >= 15
    for row in letter.obligations.all():
        boxes = [box for sight in pages for box in sight.boxes if box.pk == row.pk]
        words = [w for s in pages for w in s.page.words if w[0] < row.end and row.start < w[1]]
        assert boxes
        assert len(boxes) <= 4
        for _start, _end, left, top, right, bottom, _sure in words:
            assert any(
                b.left <= left and b.top <= top and right <= b.left + b.width and bottom <= b.top + b.height
                for b in boxes
            )
    body = binh.get(reverse("directives:review", args=[letter.pk])).content.decode()
    assert set(re.findall(r'data-box="(\d+)"', body)) == {str(row.pk) for row in letter.obligations.all()}


def test_each_card_of_a_scan_names_the_page_of_its_words(cast, binh):
    letter = scanned(cast)
    context = binh.get(reverse("directives:review", args=[letter.pk])).context
    for card in context["standing"]:
        stands = [s.page.number for s in context["sights"] if any(w[0] == card.start for w in s.page.words)]
        assert [card.page] == stands


def test_a_scan_asks_no_more_for_an_act_than_words_do(cast, binh):
    words, scan = large(cast, number="1/A", text_sha256="1" * 64), scanned(cast)
    asked = [count(lambda w=w: act(binh, w, "confirm", pk=w.obligations.first().pk)) for w in (words, scan)]
    assert asked[0] == asked[1]


def test_each_kind_of_correction_is_kept_before_and_after(cast, binh, received):
    row = received.obligations.get(kind="DUTY_ROSTER")
    for verb, told in {
        "edit": fields(row, kind="OTHER"),
        "reject": {"pk": row.pk},
        "restore": {"pk": row.pk},
        "confirm": {"pk": row.pk},
    }.items():
        act(binh, received, verb, **told)
    steps = list(received.steps.order_by("id"))
    assert [step.verb for step in steps] == ["edit", "reject", "restore", "confirm"]
    stood = [(step.before[str(row.pk)]["kind"], step.before[str(row.pk)]["state"]) for step in steps]
    assert stood == [("DUTY_ROSTER", "proposed"), ("OTHER", "proposed"), ("OTHER", "rejected"), ("OTHER", "proposed")]
    for _ in steps:
        act(binh, received, "undo")
    row.refresh_from_db()
    assert (row.kind, row.state) == ("DUTY_ROSTER", "proposed")
    assert "Không còn bước nào để hoàn tác." in act(binh, received, "undo").content.decode()
