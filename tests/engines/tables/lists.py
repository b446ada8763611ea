"""Lists of made-up subscribers as tests hand them to the front door, and what it says of them."""

from __future__ import annotations

import pytest

from thongsuot.engines.tables import Fault, Subscribers, UnreadableTable, Wanted, read_subscribers

PLACES = {
    "DX": True, "DX01": True, "Tỉnh Đông Xuyên": True, "Thành phố Đông Xuyên": True, "Huyện Ia Đrăng": True,
    "Thị xã Bến Đá": True, "Phường 1": True, "Đặc khu Hòn Én": True, "Thị trấn Cầu Mây": True,
    "NS": False, "Tỉnh Nam Sơn": False, "Xã Tân An": False, "Quận 3": False,
}  # fmt: skip
EITHER = Wanted(PLACES)
REGISTERED, PRESENT = Wanted(PLACES, present=False), Wanted(PLACES, registered=False)
NUMBER, MSISDN = "0912345678", 84_912_345_678


def told(text: str | bytes, wanted: Wanted = REGISTERED) -> Subscribers:
    """Return what a whole list says; every line of it is accounted for."""
    subscribers = read_subscribers([text.encode() if isinstance(text, str) else text], wanted)
    counted = len(subscribers.numbers) + subscribers.repeated + subscribers.elsewhere + subscribers.bad
    assert counted == subscribers.rows > 0
    return subscribers


def taken(text: str | bytes, wanted: Wanted = REGISTERED) -> list[int]:
    """Return the numbers of a list in which no line is bad."""
    subscribers = told(text, wanted)
    assert subscribers.faults == ()
    return subscribers.numbers.tolist()


def fault(cell: str) -> Fault:
    """Return the one fault of a cell that stands on line 3 between two right numbers."""
    subscribers = told(f"msisdn|ghi_chu\n{NUMBER}|x\n{cell}|x\n0912345679|x\n")
    assert subscribers.numbers.tolist() == [MSISDN, MSISDN + 1]
    (only,) = subscribers.faults
    assert (only.line, subscribers.causes) == (3, {only.why: 1})
    return only


def refused(text: str | bytes, wanted: Wanted = REGISTERED) -> UnreadableTable:
    """Return why a list is refused as a whole."""
    with pytest.raises(UnreadableTable) as caught:
        told(text, wanted)
    return caught.value
