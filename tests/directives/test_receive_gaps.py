"""A reading full of gaps still becomes a letter: nothing is invented for what the engine did not find."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.directives.small import OTHER, receive

from thongsuot.directives import actions
from thongsuot.directives.models import Directive, Obligation
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
UNKNOWN = {
    "issuer": None,
    "doc_type": None,
    "number": None,
    "date": None,
    "place": None,
    "subject": None,
    "signer": None,
}
BARE = {
    "mode": None,
    "obliged": None,
    "obliged_names": None,
    "kind": None,
    "effective_from": None,
    "deadline": None,
    "paragraph": None,
    "score": 0.0,
}


def bare(cast, **changes):
    """Receive a letter whose one duty is known by nothing but its words."""
    told = reading(parts={"one": OTHER})
    told["obligations"] = [{**told["obligations"][0], **BARE, **changes}]
    return actions.receive(
        {**told, **UNKNOWN}, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )


def test_a_letter_of_which_nothing_is_known_but_its_text(cast):
    letter = receive(cast, **UNKNOWN, paragraphs=[], deadlines=[])
    assert (letter.doc_type, letter.number, letter.subject, letter.dated_on) == ("", "", "", None)
    assert (letter.issuer_name, letter.issuer_parent) == ("", "")
    assert (str(letter), letter.title) == ("Văn bản", "Văn bản")
    assert not letter.obligations.exists()
    assert letter.reading["number"] is None


@pytest.mark.parametrize(
    ("changes", "name", "title"),
    [
        ({}, "Công văn số 12/STTTT-BCVT", "Công văn số 12/STTTT-BCVT: bảo đảm thông tin liên lạc"),
        ({"number": None}, "Công văn", "Công văn: bảo đảm thông tin liên lạc"),
        ({"doc_type": None}, "Văn bản số 12/STTTT-BCVT", "Văn bản số 12/STTTT-BCVT: bảo đảm thông tin liên lạc"),
        ({"subject": None}, "Công văn số 12/STTTT-BCVT", "Công văn số 12/STTTT-BCVT"),
    ],
)
def test_a_letter_is_called_by_what_is_known(cast, changes, name, title):
    letter = receive(cast, OTHER, **changes)
    assert (str(letter), letter.title) == (name, title)


@pytest.mark.parametrize(
    "issuer", [None, {}, {"name": None, "parent": None}, {"name": "Sở Công Thương"}, {"parent": "UBND tỉnh"}]
)
def test_an_issuer_may_be_known_in_part(cast, issuer):
    letter = receive(cast, OTHER, issuer=issuer)
    assert letter.issuer_name == ((issuer or {}).get("name") or "")
    assert letter.issuer_parent == ((issuer or {}).get("parent") or "")


def test_a_duty_known_by_its_words_alone_is_the_plainest_duty(cast):
    duty = bare(cast).obligations.get()
    assert (duty.mode, duty.obliged, duty.obliged_names, duty.kind) == ("one_off", "all", [], "OTHER")
    assert (duty.deadline_at, duty.deadline_relation, duty.deadline_text) == (None, "", "")
    assert (duty.effective_from, duty.recurrence, duty.paragraph, duty.score) == (None, "", 0, 0.0)
    assert duty.state == Obligation.State.PROPOSED
    assert not duty.by_hand


def test_a_kind_that_this_house_does_not_know_is_another_duty(cast):
    assert bare(cast, kind="SATELLITE_LAUNCH").obligations.get().kind == "OTHER"


@pytest.mark.parametrize(
    "deadline",
    [
        {"at": None, "relation": None, "text": None},
        {"at": None, "relation": "asap", "text": "ngay"},
        {"at": "2020-02-07T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ " * 40},
    ],
)
def test_a_deadline_may_be_known_in_part_and_its_words_are_cut(cast, deadline):
    duty = bare(cast, deadline=deadline).obligations.get()
    assert (duty.deadline_at is None) is (deadline["at"] is None)
    assert duty.deadline_relation == (deadline["relation"] or "")
    assert duty.deadline_text == (deadline["text"] or "")[:200]


def test_a_recurring_duty_finds_its_rhythm_by_its_deadlines_words(cast):
    told = reading(parts={"one": ("Gửi số liệu hằng tuần.", "recurring", "all", "OTHER")})
    own = {"at": "2020-02-07T16:00:00+07:00", "relation": "before", "text": "trước 16 giờ thứ Sáu"}
    told["obligations"][0]["deadline"] = own
    told["deadlines"] = [
        {**own, "text": "hằng ngày", "recurrence": "FREQ=DAILY"},
        {**own, "recurrence": None},
        {**own, "recurrence": "FREQ=WEEKLY"},
    ]
    letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    assert letter.obligations.get().recurrence == "FREQ=WEEKLY"


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "so.vanthu"])
def test_who_enters_letters(cast, username):
    letter = actions.receive(
        reading(parts={"one": OTHER}), file=None, organisation=cast.department, reality="live",
        by=cast.person(username), at=MONDAY,
    )  # fmt: skip
    assert letter.state == Directive.State.REVIEW


@pytest.mark.parametrize("username", ["so.thanhtra", "so.quantri", "dd-1.daumoi", "dd-1.lanhdao"])
def test_who_does_not(cast, username):
    with pytest.raises(NotAllowed):
        actions.receive(
            reading(parts={"one": OTHER}), file=None, organisation=cast.department, reality="live",
            by=cast.person(username), at=MONDAY,
        )  # fmt: skip
    assert not Directive.objects.exists()


def test_the_same_letter_may_be_played_in_an_exercise(cast):
    live, played = receive(cast, OTHER), receive(cast, OTHER, reality="exercise")
    assert (live.reality, played.reality) == ("live", "exercise")
    assert set(played.obligations.values_list("reality", flat=True)) == {"exercise"}
    with pytest.raises(actions.AlreadyReceived):
        receive(cast, OTHER, reality="exercise")
