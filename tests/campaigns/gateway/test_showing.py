"""What lanes and pages are told: rates, troubles, why nothing leaves, and the end."""

from __future__ import annotations

from tests.campaigns.gateway.pieces import answer, lane
from tests.campaigns.gateway.planned import House, asked, released

from thongsuot.campaigns.gateway.lanes import Show, Take
from thongsuot.campaigns.gateway.planning import TELL


def test_a_share_that_the_line_cannot_say_troubles_only_itself(caplog):
    house = House(released(1, "Đề nghị ở nhà"), released(2), window=10, alphabets="gsm7")
    house.lanes(lane(2))
    for step in range(4):
        order = house.order(step)
        for take in house.book.took(Take):
            house.done(take, [lane(1)])
        if order:
            assert {share for share, _most in asked(order)} == {2}
            house.kept(order, step)
    assert list(house.planner.troubles) == [1]
    assert "chưa gửi gì" in house.planner.troubles[1]
    assert caplog.text.count("cannot be sent") == 1
    house.planner.show(10.0)  # its lane is taken for this: the share's page says why nothing leaves
    assert {(held, said) for held, _rate, said in house.book.took(Show)[0].lanes} == {
        (lane(1), house.planner.troubles[1]),
        (lane(2), ""),
    }


def test_a_session_that_cannot_be_bound_shows_in_every_share_why_nothing_leaves():
    house = House(released(1), released(2), places=2)
    house.sender.places[0].wire.bound = house.sender.places[1].wire.bound = False
    assert house.order() is None
    assert house.book.took(Take) == []  # it has only begun to connect
    house.sender.places[1].wire.trouble = "Trung tâm tin nhắn không trả lời."
    assert house.order() is None
    takes = house.book.took(Take)
    assert [(share.share, number) for take in takes for share, number in take.lanes] == [(1, 1), (2, 1)]
    for take, share in zip(takes, (1, 2), strict=True):
        house.done(take, [lane(share, 1)])
    assert house.order() is None
    assert house.book.took(Take) == []
    house.planner.show(10.0)
    said = {(held.share, said) for held, _rate, said in house.book.took(Show)[0].lanes}
    assert said == {(1, "Trung tâm tin nhắn không trả lời."), (2, "Trung tâm tin nhắn không trả lời.")}


def test_pages_hear_when_what_a_lane_says_is_wrong_has_changed():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    wire, told_at = house.sender.places[0].wire, []
    for step, trouble in enumerate(["", "Mất kết nối.", "Mất kết nối.", "Trung tâm không trả lời.", "", ""]):
        wire.trouble = trouble
        house.planner.show(10.0 + step)
        order = house.order(10.0 + step)
        if order is not None:
            told_at += [step] if order.announced else []
            house.kept(order, 10.0 + step, dry={1})
    assert told_at == [1, 3, 4]


def test_the_end_of_all_that_is_here_of_a_share_is_told_with_its_outcome():
    house = House(released(1), released(2), window=40)
    house.lanes(lane(1), lane(2))
    first, second, other = house.begun(10, 10), house.begun(10, 10, batch=8), house.begun(10, 10, held=lane(2), batch=9)
    answer(first.stretches[0].batch)
    order = house.order()
    assert order.ends == ()  # the share's other batch is under way
    house.kept(order)
    answer(second.stretches[0].batch)
    answer(other.stretches[0].batch, 4)
    order = house.order(2.0)
    assert order.ends == (8,)


def test_pages_hear_of_a_share_twice_a_second_at_most():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    mine, told_at = house.begun(1_000, 10), []
    for step in range(40):
        now = step / 20
        for stretch in mine.stretches:
            answer(stretch.batch)
        order = house.order(now)
        if order is not None:
            told_at += [now] if order.announced else []
            house.kept(order, now)
        house.sender.feed(now)
    gaps = [after - before for before, after in zip(told_at, told_at[1:], strict=False)]
    assert 3 <= len(told_at) <= 4
    assert min(gaps) >= TELL


def test_the_last_word_to_the_pages_is_not_forgotten():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    first = house.begun(10, 10)
    answer(first.stretches[0].batch)
    house.kept(house.order(5.0), 5.0)
    second = house.begun(10, 10, batch=8)
    answer(second.stretches[0].batch)
    order = house.order(5.1)
    house.sender.see(())
    house.kept(order, 5.1)
    assert (order.announced, house.sender.holdings) == (frozenset(), [])
    assert house.planner.next_due(5.1) == 5.0 + TELL
    assert house.order(5.0 + TELL).announced == {1}


def test_lanes_show_their_rate_while_they_send_and_the_trouble_of_their_wire():
    house = House(released(1), released(2), places=2, window=10)
    house.lanes(lane(1, 0), lane(2, 1))
    house.begun(100, 10)
    house.sender.places[0].last_second = house.sender.places[1].last_second = 480
    house.sender.places[1].wire.trouble = "Trung tâm tin nhắn không trả lời."
    house.planner.show(10.0)
    (show,) = house.book.took(Show)
    assert set(show.lanes) == {(lane(1, 0), 480, ""), (lane(2, 1), 0, "Trung tâm tin nhắn không trả lời.")}
    house.planner.show(10.9)
    assert house.book.jobs == []
    house.planner.show(11.0)
    assert len(house.book.took(Show)) == 1


def test_the_trouble_of_a_share_is_shown_before_that_of_the_wire():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    house.sender.places[0].wire.trouble = "Mất kết nối."
    house.planner.troubles[1] = "Nội dung có một ký tự hỏng."
    house.planner.show(10.0)
    assert house.book.took(Show)[0].lanes == [(lane(1), 0, "Nội dung có một ký tự hỏng.")]


def test_nothing_is_shown_of_what_is_not_released():
    house = House()
    house.lanes(lane(1))
    house.planner.show(10.0)
    assert house.book.jobs == []


def test_the_trouble_of_a_share_is_forgotten_with_its_release():
    house = House(released(1, "Đề nghị ở nhà"), window=10, alphabets="gsm7")
    house.order()
    assert house.planner.troubles
    house.sender.see(())
    house.order(1.0)
    assert house.planner.troubles == {}
