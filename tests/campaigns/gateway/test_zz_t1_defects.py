from tests.campaigns.gateway.test_planning import House, released, lane, answer

def test_gone_after_lost():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    gone = house.begun(100, 10)
    gone.stop()
    order = house.order()
    house.planner.lost(lane(1))
    house.kept(order, gone={7})

def test_gone_and_fenced():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    gone = house.begun(100, 10)
    gone.stop()
    order = house.order()
    house.kept(order, gone={7}, fenced={lane(1)})

def test_trouble_forgotten_when_not_released():
    house = House(released(1, "Đề nghị ở nhà"), window=10, alphabets="gsm7")
    house.order()
    assert house.planner.troubles
    house.sender.see(())
    house.order(1.0)
    house.planner.show(5.0)
    assert not house.planner.troubles

def test_one_share_begun_and_another_small_urgent():
    """Is share 2 asked at all while share 1 has a begun batch?"""
    house = House(released(1), released(2), window=10, rate=100)
    house.lanes(lane(1), lane(2))
    house.begun(10_000, 10)
    asks = []
    for step in range(100):
        now = step / 10
        for m in house.sender.holdings:
            for s in m.stretches: answer(s.batch)
        o = house.order(now)
        if o:
            asks += o.asks
            house.kept(o, now)
        house.sender.feed(now)
    assert {a.held.share for a in asks} == {2}, asks
