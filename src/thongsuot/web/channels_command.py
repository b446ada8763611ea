"""`thongsuot check-channels`: whether mail server and SMS gateway can be reached; nothing is sent."""

from __future__ import annotations

import sys

from thongsuot.organisations import access
from thongsuot.outbox import gateway, queries


def run(arguments: list[str]) -> int:
    """Connect to each channel that is configured; 0 where all of them answer, 1 where one does not."""
    if arguments:
        sys.stderr.write("thongsuot check-channels không nhận tham số\n")
        return 2
    with access.acting_as_system():
        ways = queries.ways()
    return max([_look(way) for way in ways])


def _look(way: queries.Way) -> int:
    if not way.peer:
        return _say(way, "chưa cấu hình; hệ thống vẫn dùng được bằng đường dẫn và danh sách gọi điện", 0)
    try:
        gateway.reach(way.channel)
    except gateway.Unreachable as error:
        return _say(way, str(error), 1)
    return _say(way, f"kết nối được {way.peer}, {way.waiting} tin đang chờ", 0)


def _say(way: queries.Way, text: str, code: int) -> int:
    sys.stdout.write(f"{way.channel.label}: {text}\n")
    return code
