"""Net::SMPP (Perl) as the message centre: the octets it took are read back as the texts that were sent."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.peers.conftest import TEXTS
from tests.peers.driver import Driver, composed, matched
from tests.web.processes import PROJECT

from thongsuot.engines import message, smpp
from thongsuot.engines.message import Carriage, Profile

CENTRE = str(PROJECT / "tests" / "peers" / "smsc.pl")
CARRIAGES = [Profile(carriage=carriage) for carriage in (Carriage.UDH8, Carriage.SAR, Carriage.PAYLOAD)]
SAR = (smpp.Tag.SAR_MSG_REF_NUM, smpp.Tag.SAR_TOTAL_SEGMENTS, smpp.Tag.SAR_SEGMENT_SEQNUM)


@pytest.mark.parametrize("profile", CARRIAGES, ids=lambda profile: profile.carriage)
def test_it_takes_our_texts_and_its_receipts_find_their_messages(peer, profile):
    centre = peer("perl", CENTRE)
    with Driver(int(centre.line())) as driver:
        driver.bound()
        keys = []
        for number, text in enumerate(TEXTS):
            for place, part in enumerate(composed(text, number, profile=profile)):
                keys.append((number, place))
                driver.session.submit(part, key=(number, place))
        driver.until(lambda: len(driver.receipts) == len(keys))
        assert matched(driver) == dict.fromkeys(keys, smpp.MessageState.DELIVERED)
        pieces = defaultdict(list)
        for _ in keys:
            _id, to, esm_class, coding, octets, *sar = centre.line().split("\t")
            tlvs = {int(tag): bytes.fromhex(value) for tag, value in zip(SAR, sar, strict=True) if value}
            piece = message.read(bytes.fromhex(octets), esm_class=int(esm_class), data_coding=int(coding), tlvs=tlvs)
            pieces[to].append(piece)
        assert [message.join(of_one) for of_one in pieces.values()] == [message.normalised(text) for text in TEXTS]
        driver.unbind()
    assert centre.process.wait(30) == 0


def test_a_wrong_password_is_refused(peer):
    centre = peer("perl", CENTRE)
    with Driver(int(centre.line()), password=b"sai") as driver:
        driver.until(lambda: smpp.BindRefused(smpp.Status.RINVPASWD) in driver.events)
