"""A ladder is frozen when it opens and climbs until somebody accepts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import System
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.actions import Contact, Words
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.actions import AlreadyOpen, EmptyLadder, Step
from thongsuot.paging.models import Page, Rung

pytestmark = pytest.mark.django_db
HOOK = System("Giám sát")
MINUTE = timedelta(minutes=1)


def reach(person, **ways):
    return Contact(person.organisation, person.name, person, **(ways or {"phone": "02699 000 123"}))


def climb(cast, *rungs, about="incident:1", priority=1, **rest):
    words = Words("Mất liên lạc bệnh viện", "Tuyến cáp đứt.", "/su-co/1/", priority)
    organisation = rest.pop("organisation", cast.hang.organisation)
    rest = {"by": HOOK, "at": MONDAY, **rest}
    return actions.open_ladder(about, rungs, words, organisation=organisation, **rest)


def asked(ladder):
    pages = Page.objects.filter(ladder=ladder).select_related("rung").order_by("id")
    return [(page.rung.name, page.state) for page in pages]


def test_the_first_is_asked_at_once_and_in_every_way(cast):
    ladder = climb(cast, reach(cast.hang, email="hang@example.vn", phone="02699 000 123"), reach(cast.long))
    assert asked(ladder) == [(cast.hang.name, "sent")]
    told = {row.channel: row.state for row in queries.messages_of(ladder)}
    assert told == {"in_app": "sent", "email": "queued", "call_sheet": "queued"}
    assert queries.next_due() == MONDAY + 5 * MINUTE


def test_nobody_accepting_asks_the_next_and_waits_are_honoured(cast):
    ladder = climb(cast, Step(reach(cast.hang), 10), reach(cast.long))
    assert jobs.run(MONDAY + 9 * MINUTE) == 0
    assert jobs.run(MONDAY + 10 * MINUTE) == 1
    assert asked(ladder) == [(cast.hang.name, "expired"), (cast.long.name, "sent")]
    assert queries.next_due() == MONDAY + 15 * MINUTE


def test_a_late_tick_gives_the_next_person_the_whole_wait(cast):
    ladder = climb(cast, reach(cast.hang), reach(cast.long))
    jobs.run(MONDAY + 60 * MINUTE)
    assert asked(ladder) == [(cast.hang.name, "expired"), (cast.long.name, "sent")]
    assert queries.next_due() == MONDAY + 65 * MINUTE


def test_a_wait_of_nothing_asks_two_together(cast):
    ladder = climb(cast, Step(reach(cast.hang), 0), reach(cast.long))
    jobs.run(MONDAY)
    assert [name for name, _state in asked(ladder)] == [cast.hang.name, cast.long.name]


def test_who_cannot_be_reached_is_skipped_at_once(cast):
    nobody = Contact(cast.hang.organisation, "Chưa có số máy")
    ladder = climb(cast, nobody, nobody, reach(cast.long))
    assert asked(ladder) == [("Chưa có số máy", "skipped")] * 2 + [(cast.long.name, "sent")]


def test_a_ladder_of_the_unreachable_is_refused(cast):
    with pytest.raises(EmptyLadder, match="Chưa báo được cho ai"):
        climb(cast, Contact(cast.hang.organisation, "Chưa có số máy"))
    with pytest.raises(EmptyLadder):
        climb(cast)
    assert not Rung.objects.exists()


def test_a_screen_alone_does_for_lesser_priorities_only(cast):
    screen = Contact(cast.hang.organisation, cast.hang.name, cast.hang)
    with pytest.raises(EmptyLadder):
        climb(cast, screen)
    assert asked(climb(cast, screen, priority=2)) == [(cast.hang.name, "sent")]


def test_one_matter_is_paged_once_at_a_time(cast):
    first = climb(cast, reach(cast.hang))
    with pytest.raises(AlreadyOpen):
        climb(cast, reach(cast.long))
    actions.accept(first, by=cast.hang, at=MONDAY)
    assert climb(cast, reach(cast.long)).pk != first.pk


def test_the_ladder_is_frozen(cast):
    person = cast.person("dd-1.trucban")
    ladder = climb(cast, reach(cast.hang), reach(person, email="cu@example.vn"))
    person.email = "moi@example.vn"
    person.save(update_fields=["email"])
    jobs.run(MONDAY + 5 * MINUTE)
    addresses = queries.messages_of(ladder).filter(channel="email").values_list("address", flat=True)
    assert list(addresses) == ["cu@example.vn"]


def test_accepting_leaves_everybody_else_in_peace(cast):
    ladder = climb(cast, Step(reach(cast.hang, email="hang@example.vn", phone="02699 000 123"), 0), reach(cast.long))
    jobs.run(MONDAY)
    ladder = actions.accept(ladder, by=cast.long, at=MONDAY + MINUTE)
    assert (ladder.state, ladder.accepted_by, ladder.accepted_at) == ("accepted", cast.long.name, MONDAY + MINUTE)
    assert asked(ladder) == [(cast.hang.name, "expired"), (cast.long.name, "accepted")]
    assert queries.messages_of(ladder).filter(state="queued").count() == 0
    assert queries.messages_of(ladder).filter(state="withdrawn").count() == 3
    assert queries.next_due() is None
    assert jobs.run(MONDAY + 60 * MINUTE) == 0


def test_only_one_accepts(cast):
    ladder = climb(cast, reach(cast.hang), reach(cast.long))
    actions.accept(ladder, by=cast.hang, at=MONDAY)
    with pytest.raises(IllegalMove):
        actions.accept(ladder, by=cast.long, at=MONDAY)


def test_somebody_not_asked_needs_a_role(cast):
    ladder = climb(cast, reach(cast.hang))
    with pytest.raises(NotAllowed):
        actions.accept(ladder, by=cast.person("dd-1.kiemsoat"), at=MONDAY)
    duty = cast.person("dd-1.trucban")
    assert actions.accept(ladder, by=duty, at=MONDAY).accepted_by == duty.name


def test_the_first_priority_asks_everybody_three_times_and_then_says_so(cast):
    ladder = climb(cast, reach(cast.hang), reach(cast.long))
    at = MONDAY
    while (due := queries.next_due()) is not None:
        at = due
        jobs.run(at)
    ladder.refresh_from_db()
    assert ladder.state == "exhausted"
    assert at == MONDAY + 30 * MINUTE
    assert asked(ladder) == [(cast.hang.name, "expired"), (cast.long.name, "expired")] * 3
    assert queries.messages_of(ladder).filter(channel="call_sheet", state="queued").count() == 2
    assert list(queries.unanswered()) == [ladder]
    assert actions.accept(ladder, by=cast.hang, at=at).state == "accepted"


def test_lesser_priorities_ask_everybody_once(cast):
    ladder = climb(cast, reach(cast.hang), priority=3)
    jobs.run(MONDAY + 30 * MINUTE)
    ladder.refresh_from_db()
    assert ladder.state == "exhausted"


def test_a_first_page_for_later_waits(cast):
    ladder = climb(cast, reach(cast.hang), first_due_at=MONDAY + 10 * MINUTE)
    assert asked(ladder) == [(cast.hang.name, "due")]
    assert not outbox.visible_to(cast.hang).exists()
    assert jobs.run(MONDAY + 10 * MINUTE) == 1
    assert asked(ladder) == [(cast.hang.name, "sent")]


def test_stopping_the_matter_stops_the_ladder_and_its_calls(cast):
    ladder = climb(cast, reach(cast.hang), reach(cast.long))
    assert actions.stop("incident:1", by=HOOK, at=MONDAY + MINUTE) == 1
    ladder.refresh_from_db()
    assert ladder.state == "stopped"
    assert asked(ladder) == [(cast.hang.name, "stopped")]
    assert jobs.run(MONDAY + 60 * MINUTE) == 0
    assert actions.stop(ladder, by=HOOK, at=MONDAY + MINUTE) == 0


def test_an_enterprise_puts_the_department_on_its_ladder_without_seeing_it(cast):
    with access.acting_for(cast.hang.organisation):
        ladder = climb(cast, Contact(cast.hang.organisation, "Không có máy"), reach(cast.khanh, email="so@example.vn"))
    assert asked(ladder)[-1] == (cast.khanh.name, "sent")
    assert outbox.visible_to(cast.khanh).exists()


def test_other_enterprises_see_nothing_of_it(cast):
    climb(cast, reach(cast.hang))
    with access.acting_for(cast.organisation("dd-2")):
        assert not Page.objects.exists()
        assert not Rung.objects.exists()


def test_a_page_that_cannot_be_sent_holds_up_nobody_else(cast, monkeypatch):
    stubborn = climb(cast, reach(cast.hang), about="incident:1", first_due_at=MONDAY + MINUTE)
    other = climb(cast, reach(cast.long), about="incident:2", first_due_at=MONDAY + 2 * MINUTE)
    advance = actions.advance

    def fail_once(page, **rest):
        if page.ladder_id == stubborn.pk:
            raise ValueError("a row nobody expected")
        return advance(page, **rest)

    monkeypatch.setattr(actions, "advance", fail_once)
    assert jobs.run(MONDAY + 2 * MINUTE) == 1
    assert asked(other) == [(cast.long.name, "sent")]
    monkeypatch.undo()
    assert jobs.run(MONDAY + 2 * MINUTE) == 1
    assert asked(stubborn) == [(cast.hang.name, "sent")]


def test_a_page_that_was_answered_meanwhile_is_left_alone(cast):
    ladder = climb(cast, reach(cast.hang), reach(cast.long))
    page = Page.objects.get(ladder=ladder)
    actions.accept(ladder, by=cast.hang, at=MONDAY)
    assert actions.advance(page, by=HOOK, at=MONDAY + 60 * MINUTE).state == "accepted"
    assert len(asked(ladder)) == 1
