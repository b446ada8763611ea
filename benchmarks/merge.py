"""The promise: the page that merges words answers within 300 ms for 40 reports of 12 paragraphs, in constant queries.

Forty enterprises of a scratch database answer a letter of twelve paragraphs, three sentences each, a third of them the
same in nearly the same words; the snapshot is taken and every paragraph's page is opened by the follower through the
whole stack below the server: middleware, walls, query, grouping, template. Prints the median and the slowest page, its
queries for 40 reports and for 10, and exits 1 where the promise is broken.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from zoneinfo import ZoneInfo

ORGANISATIONS, FEW, PARAGRAPHS = 40, 10, 12
PROMISE = 0.300
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2025, 3, 3, 8, 0, tzinfo=VIETNAM)
DUE = datetime(2025, 3, 6, 14, 0, tzinfo=VIETNAM)
WORDS = (
    "bố trí ca trực đầy đủ kiểm tra thiết bị dự phòng trạm phát sóng nguồn điện máy nổ bảo đảm thông tin bệnh viện khu "
    "vực tuyên truyền nhắn tin thuê bao điểm giao dịch nhân viên đường truyền băng thông phối hợp xử lý nguồn tin"
)


def main() -> int:
    """Measure in a home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ts-merge-") as folder:
        os.environ |= {"TS_HOME": folder, "TS_REALITY": "exercise", "TS_SMTP_URL": ""}
        for name in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
            os.environ.pop(name, None)
        from thongsuot.web import database

        with database.at_hand():
            migrate = [sys.executable, "-m", "thongsuot", "migrate"]
            subprocess.run(migrate, check=True, stdout=subprocess.DEVNULL)
            os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
            import django

            django.setup()
            try:
                return measure()
            finally:
                from django.db import connections

                connections["default"].close()
                connections["default"].close_pool()


def measure() -> int:
    """Open every paragraph of both snapshots, and print what it took."""
    from django.test import Client

    from thongsuot.organisations import access

    random.seed(20250306)
    follower, large, small = fill()
    client = Client(headers={"host": "localhost"})
    with access.acting_as_system():
        client.force_login(follower)
    client.get(f"/bao-cao/gop-loi/{large}/")
    opened = [open_page(client, large, place) for place in (*range(1, PARAGRAPHS + 1), "difficulties")]
    few = [open_page(client, small, place) for place in range(1, PARAGRAPHS + 1)]
    seconds = [told for told, _queries in opened]
    asked, asked_few = {queries for _told, queries in opened}, {queries for _told, queries in few}
    middle, slowest = statistics.median(seconds), max(seconds)
    print(f"{ORGANISATIONS} reports x {PARAGRAPHS} paragraphs: median {1000 * middle:.0f} ms, slowest page "
          f"{1000 * slowest:.0f} ms (promised: {1000 * PROMISE:.0f} ms)")  # fmt: skip
    print(f"queries a page: {sorted(asked)} for {ORGANISATIONS} reports, {sorted(asked_few)} for {FEW}")
    return 0 if slowest <= PROMISE and asked == asked_few and len(asked) == 1 else 1


def open_page(client: object, snapshot: int, place: object) -> tuple[float, int]:
    """Return how long one page took, and how many queries it asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"/bao-cao/gop-loi/{snapshot}/?noi-dung={place}"
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)
    begun = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - begun
    if answer.status_code != 200 or b"data-sentence" not in answer.content:
        raise SystemExit(f"{address} answered {answer.status_code} without sentences")
    return seconds, queries


def fill() -> tuple[object, int, int]:
    """Return the follower and the snapshots of a letter to forty and of one to ten."""
    from thongsuot.organisations import access, actions

    office = actions.add_organisation(
        code="so", kind="department", name="Sở thử tải", short_name="Sở", symbol="STT", place="Thử", at=MORNING
    )
    with access.acting_as_system():
        follower = enter(office, "so.chuyenvien", "follower")
        enterprises = [enterprise(office, number) for number in range(ORGANISATIONS)]
    with access.acting_as_system():
        return follower, answered(office, follower, enterprises), answered(office, follower, enterprises[:FEW])


def enter(organisation: object, username: str, role: str) -> object:
    from thongsuot.organisations import actions

    person = actions.add_person(username=username, name=f"Nguyễn Thị {username}", organisation=organisation)
    actions.grant(person, role, organisation=organisation, by=person, at=MORNING)
    return person


def enterprise(office: object, number: int) -> object:
    from thongsuot.organisations import actions

    return actions.add_organisation(
        code=f"dn-{number:03}", kind="enterprise", name=f"Doanh nghiệp viễn thông thứ {number} trên địa bàn tỉnh",
        short_name=f"DN {number:03}", services=["mobile"], supervisor=office, at=MORNING,
    )  # fmt: skip


def answered(office: object, follower: object, enterprises: list[object]) -> int:
    """Return the snapshot of a letter that each of them answered in words."""
    from thongsuot.directives.models import Directive
    from thongsuot.reports.models import Snapshot

    letter = Directive.objects.create(
        organisation=office, reality="exercise", text="Văn bản thử tải.", text_sha256=str(len(enterprises)), reading={},
        state="issued", received_at=MORNING, issued_at=MORNING, doc_type="Công văn", number=f"{len(enterprises)}/STT",
    )  # fmt: skip
    usual = [sentence() for _ in range(PARAGRAPHS)]
    rows = [row(office_.code, office_.name, usual) for office_ in enterprises]
    content = {
        "organisations": rows, "due": len(rows), "on_time": len(rows), "late": [], "missing": [], "figures": {},
        "words": {}, "paragraphs": [{"number": n + 1, "text": sentence() * 3} for n in range(PARAGRAPHS)],
    }  # fmt: skip
    snapshot = Snapshot.objects.create(
        organisation=office, reality="exercise", directive=letter, deadline_at=DUE, relation="before",
        taken_at=DUE, content=content,
    )  # fmt: skip
    return snapshot.pk


def row(code: str, name: str, usual: list[str]) -> dict[str, object]:
    narrative = {
        str(n + 1): " ".join([random.choice(("", "Đơn vị ")) + usual[n], sentence(), sentence()])  # noqa: S311  # words to measure with
        for n in range(PARAGRAPHS)
    }
    return {
        "code": code, "name": name, "status": "on_time", "submitted_at": DUE.isoformat(), "submission": None,
        "words": {}, "figures": {}, "narrative": narrative, "difficulties": sentence(), "proposals": "",
    }  # fmt: skip


def sentence() -> str:
    """Return a sentence as reports have them: eight to twenty words."""
    return " ".join(random.choices(WORDS.split(), k=random.randint(8, 20))).capitalize() + ". "  # noqa: S311  # as above


if __name__ == "__main__":
    sys.exit(main())
