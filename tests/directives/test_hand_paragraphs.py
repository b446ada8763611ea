"""The head of an organisation shares a letter out by paragraph; each holder is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment
from thongsuot.ledger import queries as ledger
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Role
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db

AT = MONDAY + timedelta(hours=1)
PARTS = (
    ("Rà soát thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT"),
    ("Bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER"),
)


@world
def letter(cast):
    """Return a letter of two duties that dd-1 has received."""
    issued = small.issue(cast, *PARTS, to=("dd-1", "dd-2"))
    receive(cast, issued)
    return issued


def receive(cast, letter):
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)


def numbers(cast, letter):
    return [portion.number for portion in queries.portions(letter, cast.organisation("dd-1"))]


def lan(cast):
    return cast.person("dd-1.trucban")


def hand(cast, letter, paragraph, holder, *, by=None, at=AT):
    own = cast.organisation("dd-1")
    return actions.hand_paragraphs(letter, {paragraph: holder}, organisation=own, by=by or cast.long, at=at)


def rows(letter, code="dd-1"):
    return Assignment.objects.filter(directive=letter, organisation__code=code)


def test_every_open_duty_of_the_paragraph_gets_its_holder(cast, letter):
    first, *_others = numbers(cast, letter)
    count = hand(cast, letter, first, lan(cast))
    handed = rows(letter).filter(obligation__paragraph=first)
    assert count == len(handed) > 0
    assert {(duty.holder, duty.state) for duty in handed} == {(lan(cast), Assignment.State.ASSIGNED)}


def test_another_organisation_is_not_touched(cast, letter):
    for number in numbers(cast, letter):
        hand(cast, letter, number, lan(cast))
    assert set(rows(letter, "dd-2").values_list("holder", flat=True)) == {None}


def test_a_duty_that_is_done_stays_with_who_did_it(cast, letter):
    duty = rows(letter).first()
    actions.finish(duty, by=cast.hang, at=MONDAY)
    number = duty.obligation.paragraph
    if rows(letter).filter(obligation__paragraph=number).count() == 1:
        with pytest.raises(actions.NothingToHand):
            hand(cast, letter, number, lan(cast))
    else:
        hand(cast, letter, number, lan(cast))
    assert Assignment.objects.get(pk=duty.pk).holder is None


def test_a_paragraph_may_change_hands_again(cast, letter):
    first = numbers(cast, letter)[0]
    hand(cast, letter, first, lan(cast))
    hand(cast, letter, first, cast.hang, at=AT + timedelta(hours=1))
    assert set(rows(letter).filter(obligation__paragraph=first).values_list("holder", flat=True)) == {cast.hang.pk}


def test_work_under_way_changes_hands_too(cast, letter):
    duty = rows(letter).first()
    actions.start(duty, by=cast.hang, at=MONDAY)
    hand(cast, letter, duty.obligation.paragraph, lan(cast))
    assert Assignment.objects.get(pk=duty.pk).holder == lan(cast)


def test_handing_to_who_holds_it_already_changes_nothing(cast, letter):
    first = numbers(cast, letter)[0]
    hand(cast, letter, first, lan(cast))
    with pytest.raises(actions.NothingToHand, match="giữ nguyên"):
        hand(cast, letter, first, lan(cast))


def test_nobody_of_another_organisation_takes_a_paragraph(cast, letter):
    with pytest.raises(NotAllowed, match="không thuộc đơn vị"):
        hand(cast, letter, numbers(cast, letter)[0], cast.person("dd-2.daumoi"))
    assert set(rows(letter).values_list("holder", flat=True)) == {None}


def test_who_works_for_several_organisations_takes_a_paragraph_of_each(cast, letter):
    guest = cast.person("dd-2.daumoi")
    organisations.grant(guest, Role.Name.CONTACT, organisation=cast.organisation("dd-1"), by=cast.long, at=MONDAY)
    assert hand(cast, letter, numbers(cast, letter)[0], guest)


def test_who_is_not_at_the_head_hands_nothing_out(cast, letter):
    with pytest.raises(NotAllowed):
        hand(cast, letter, numbers(cast, letter)[0], cast.hang, by=lan(cast))


def test_nothing_is_handed_out_before_the_letter_is_received(cast):
    issued = small.issue(cast, *PARTS)
    with pytest.raises(actions.NotYetReceived, match="tiếp nhận trước"):
        hand(cast, issued, numbers(cast, issued)[0], lan(cast))


def test_each_holder_is_told_once_of_all_paragraphs(cast, letter):
    own = cast.organisation("dd-1")
    chosen = dict.fromkeys(numbers(cast, letter), lan(cast))
    actions.hand_paragraphs(letter, chosen, organisation=own, by=cast.long, at=AT)
    told = Message.objects.filter(recipient=lan(cast), subject="Được phân công thực hiện văn bản", channel="in_app")
    assert told.count() == 1
    assert reverse("directives:handing", args=[letter.pk]) in told.get().url


def test_who_takes_a_paragraph_oneself_needs_no_message(cast, letter):
    hand(cast, letter, numbers(cast, letter)[0], cast.long)
    assert not Message.objects.filter(recipient=cast.long, subject__startswith="Được phân công").exists()


def test_the_history_names_who_was_chosen(cast, letter):
    first = numbers(cast, letter)[0]
    hand(cast, letter, first, lan(cast))
    duty = rows(letter).filter(obligation__paragraph=first).first()
    move = ledger.moves_of(duty).last()
    assert (move.by_name, move.note) == (cast.long.name, lan(cast).name)


def page(letter):
    return reverse("directives:handing", args=[letter.pk])


def test_the_page_shows_each_paragraph_with_a_choice_of_people(cast, letter):
    html = client_of(cast.long).get(page(letter)).content.decode()
    for number in numbers(cast, letter):
        assert f'name="doan_{number}"' in html
    assert "Hồ Thị Lan, Trưởng ca trực" in html
    assert "Lê Thanh Bình" not in html


def test_one_form_shares_all_paragraphs_out(cast, letter):
    first, *others = numbers(cast, letter)
    chosen = {f"doan_{first}": lan(cast).pk, **{f"doan_{n}": cast.hang.pk for n in others}}
    answer = client_of(cast.long).post(page(letter), chosen)
    assert (answer.status_code, answer.headers["Location"]) == (302, page(letter))
    holders = dict(rows(letter).values_list("obligation__paragraph", "holder"))
    assert holders == {first: lan(cast).pk, **dict.fromkeys(others, cast.hang.pk)}


def test_a_choice_that_is_not_offered_changes_nothing(cast, letter):
    answer = client_of(cast.long).post(page(letter), {f"doan_{numbers(cast, letter)[0]}": cast.binh.pk})
    assert answer.status_code == 422
    assert set(rows(letter).values_list("holder", flat=True)) == {None}


def test_an_empty_form_says_that_nothing_changed(cast, letter):
    answer = client_of(cast.long).post(page(letter), {}, follow=True)
    assert "phân công hiện có được giữ nguyên" in answer.content.decode()


def test_who_may_not_hand_out_sees_who_does_what_without_choices(cast, letter):
    html = client_of(lan(cast)).get(page(letter)).content.decode()
    assert "doan_" not in html
    assert "Chưa phân công" in html


def test_who_may_not_hand_out_is_refused(cast, letter):
    client_of(lan(cast)).post(page(letter), {f"doan_{numbers(cast, letter)[0]}": lan(cast).pk})
    assert set(rows(letter).values_list("holder", flat=True)) == {None}


@pytest.mark.parametrize("username", ["so.chuyenvien", "bc-1.daumoi"])
def test_whom_the_letter_gives_nothing_finds_no_such_page(cast, letter, username):
    assert client_of(cast.person(username)).get(page(letter)).status_code == 404
