"""node-smpp as the message centre: what it makes of our messages, what we make of its receipts."""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np
import pytest
from tests.peers.conftest import TEXTS, node
from tests.peers.driver import Driver, composed, matched
from tests.web.processes import PROJECT

from thongsuot.engines import smpp
from thongsuot.engines.message import Carriage, Profile

CENTRE = str(PROJECT / "tests" / "peers" / "smsc.js")
CARRIAGES = [Profile(carriage=carriage) for carriage in Carriage]


@pytest.mark.parametrize("profile", CARRIAGES, ids=lambda profile: profile.carriage)
def test_it_reads_our_texts_and_its_receipts_find_their_messages(peer, profile):
    centre = peer(node(), CENTRE)
    with Driver(int(centre.line())) as driver:
        driver.bound()
        parts = {}
        for number, text in enumerate(TEXTS):
            for place, part in enumerate(composed(text, number, profile=profile)):
                parts[number, place] = part
                driver.session.submit(part, key=(number, place))
        driver.until(lambda: len(driver.receipts) == len(parts))
        assert {status for status, _name in driver.answers.values()} == {0}
        assert matched(driver) == dict.fromkeys(parts, smpp.MessageState.DELIVERED)
        texts = defaultdict(str)
        for told in centre.told(len(parts)):
            texts[told["to"]] += told["text"]
            assert told["from"] == "SO KHCN"
            headed = profile.carriage in (Carriage.UDH8, Carriage.UDH16) and told["to"][-1] in "23"
            assert bool(told["udh"]) is headed
        assert list(texts.values()) == TEXTS
        driver.session.enquire(now=time.monotonic())
        driver.unbind()


def test_a_wrong_password_is_refused(peer):
    centre = peer(node(), CENTRE)
    with Driver(int(centre.line()), password=b"sai") as driver:
        driver.until(lambda: smpp.BindRefused(smpp.Status.RINVPASWD) in driver.events)
        assert driver.session.state is smpp.State.OPEN


def test_a_batch_of_arrays_is_taken_whole(peer):
    centre = peer(node(), CENTRE)
    with Driver(int(centre.line()), window=200) as driver:
        driver.bound()
        parts = composed(TEXTS[3], 0)
        batch = smpp.Batch(smpp.Stencil(parts, 300), np.arange(84_900_000_000, 84_900_000_300))
        driver.session.send(batch)
        driver.until(lambda: batch.done and len(driver.receipts) == batch.count)
        assert (batch.standing == smpp.Standing.ACCEPTED).all()
        matcher = smpp.Matcher()
        matcher.expect(batch.message_ids, np.arange(batch.count))
        names = np.array([name for name, _state, _error in driver.receipts])
        matches = matcher.match(names, np.full(names.size, smpp.MessageState.DELIVERED, np.uint8))
        assert sorted(matches.keys.tolist()) == list(range(batch.count))
        told = centre.told(batch.count)
        texts = defaultdict(str)
        for each in told:
            texts[each["to"]] += each["text"]
        assert texts == {f"84900{number:06d}": TEXTS[3] for number in range(300)}
        driver.unbind()
