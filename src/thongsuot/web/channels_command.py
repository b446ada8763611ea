"""`thongsuot check-channels`: whether mail server, SMS gateway and operators can be reached; nothing is sent."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from thongsuot.organisations import access
from thongsuot.outbox import gateway, queries


def run(arguments: list[str]) -> int:
    """Look at each channel that is configured; 0 where all of them answer, 1 where one does not."""
    if arguments:
        sys.stderr.write("thongsuot check-channels không nhận tham số\n")
        return 2
    at = datetime.now(UTC)
    with access.acting_as_system():
        ways, links = queries.ways(), queries.standings(at)
        found = [_look(way, at) for way in ways]
    return max([*found, *map(_link, links)])


def _look(way: queries.Way, at: datetime) -> int:
    what = str(way.channel.label)
    if not (way.link or way.peer):
        return _say(what, "chưa cấu hình; hệ thống vẫn dùng được bằng đường dẫn và danh sách gọi điện", 0)
    try:
        gateway.reach(way.channel, at)
    except gateway.Unreachable as error:
        return _say(what, str(error), 1)
    well = f"kết nối nhà mạng {way.link} đang thông" if way.link else f"kết nối được {way.peer}"
    return _say(what, f"{well}, {way.waiting} tin đang chờ", 0)


def _link(link: queries.Standing) -> int:
    """Say how a link to an operator does, as its gateway wrote it down; a gateway alone may connect to it."""
    bound = f"{link.row.bound}/{link.row.sessions} phiên" if link.row else "chưa có phiên nào"
    said = ", ".join(filter(None, [link.peer, bound, link.trouble]))
    return _say(f"Kết nối nhà mạng {link.name}", said, 1 if link.trouble else 0)


def _say(what: str, text: str, code: int) -> int:
    sys.stdout.write(f"{what}: {text}\n")
    return code
