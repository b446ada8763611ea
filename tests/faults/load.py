"""People at work: they look at what is to be done, do it over HTTP, and note every act that was acknowledged."""

from __future__ import annotations

import hashlib
import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.cast import VIETNAM
from tests.faults import book
from tests.faults.browser import Answer, Browser

from thongsuot.ledger import kinds

LINK = re.compile(r"/(quan-triet/[^\"/]+/)\"")
SIGNING_IN = 90.0
WITHIN_A_DAY = timedelta(hours=20)  # reports are drafted at once
LETTER = """UBND TỈNH ĐÔNG XUYÊN
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: {number}/SKHCN-BCVT
Đông Xuyên, ngày {today:%d} tháng {today:%m} năm {today:%Y}
V/v bảo đảm thông tin liên lạc đợt {number}
Kính gửi: Các doanh nghiệp viễn thông, bưu chính trên địa bàn tỉnh.
Sở Khoa học và Công nghệ yêu cầu các doanh nghiệp thực hiện các nội dung sau:
1. Các doanh nghiệp hoàn thành kiểm tra thiết bị dự phòng tại các trạm trước {due:%H} giờ 00 ngày {due:%d/%m/%Y}.
2. Các doanh nghiệp báo cáo kết quả thực hiện về Sở trước {due:%H} giờ 00 ngày {due:%d/%m/%Y}.
Đề nghị các doanh nghiệp nghiêm túc thực hiện./.
"""


@dataclass
class Diary:
    """The acknowledged acts of everybody, and how the others went."""

    acts: list[dict[str, Any]] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    writing: threading.Lock = field(default_factory=threading.Lock)

    def note(self, done: bool, answer: Answer, what: str, **told: Any) -> bool:
        """Note an act that the answer acknowledges."""
        with self.writing:
            if done:
                self.acts.append({"what": what, "at": time.time(), **told})
            else:
                self.others["unanswered" if answer.unknown else "refused"] += 1
        return done


@dataclass
class Load:
    """Everybody who works while the processes are struck."""

    url: str
    home: Path
    password: str
    told: dict[str, Any]
    seed: int
    pause: float
    letters: int  # that the department takes in during the run
    every: float  # seconds between two of them, at least
    diary: Diary = field(default_factory=Diary)
    links: list[tuple[str, str]] = field(default_factory=list)  # code, path of a briefing
    over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, codes: list[str]) -> None:
        """Let everybody begin."""
        works: list[tuple[str, Callable[[random.Random], None]]] = [("so-khcn", Department(self).work)]
        works += [(code, Enterprise(self, code).work) for code in codes] + [("staff", Staff(self).work)]
        for name, work in works:
            chance = random.Random(f"{self.seed}:{name}")  # noqa: S311  # moments, not secrets
            self.threads.append(threading.Thread(target=self._keep, args=(work, chance), name=name, daemon=True))
        for thread in self.threads:
            thread.start()

    def _keep(self, work: Callable[[random.Random], None], chance: random.Random) -> None:
        while not self.over.is_set():
            try:
                work(chance)
            except book.Closed:
                time.sleep(0.3)
            self.over.wait(chance.uniform(0.2, 1.8) * self.pause)

    def end(self) -> None:
        """Let everybody finish what is in hand."""
        self.over.set()
        for thread in self.threads:
            thread.join(60)
        left = [thread.name for thread in self.threads if thread.is_alive()]
        assert not left, f"{left} do not come to an end"

    def browser(self, username: str) -> Browser:
        """Return a browser in which somebody is signed in, however long the pages are away."""
        until = time.monotonic() + SIGNING_IN
        while time.monotonic() < until and not self.over.is_set():
            browser = Browser(self.url)
            if browser.sign_in(username, self.password):
                return browser
            time.sleep(0.5)
        raise AssertionError(f"{username} could not sign in")

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Look at what is to be done."""
        return book.rows(self.home, statement, *values)


class Enterprise:
    """A contact and a leader of one enterprise."""

    def __init__(self, load: Load, code: str) -> None:
        self.load, self.code, self.number = load, code, load.told["organisations"][code]
        self.contact: Browser | None = None
        self.leader: Browser | None = None
        self.opened: set[int] = set()

    def work(self, chance: random.Random) -> None:
        """Do one of the things that are to be done."""
        self.contact = self.contact or self.load.browser(f"{self.code}.daumoi")
        self.leader = self.leader or self.load.browser(f"{self.code}.lanhdao")
        todo = [*self._letters(), *self._duties(chance), *self._reports()]
        if todo:
            chance.choice(todo)()

    def _letters(self) -> list[Callable[[], object]]:
        found = self.load.rows(
            "SELECT id, directive_id, state FROM directives_receipt WHERE organisation_id = %s ORDER BY id", self.number
        )
        todo: list[Callable[[], object]] = []
        for receipt, letter, state in found:
            if state == "sent":
                todo.append(lambda receipt=receipt, letter=letter: self._acknowledge(receipt, letter))
            elif letter not in self.opened:
                todo.append(lambda letter=letter: self._open_briefing(letter))
        return todo

    def _acknowledge(self, receipt: int, letter: int) -> None:
        answer = self.contact.post(f"van-ban/{letter}/tiep-nhan/")
        self.load.diary.note(answer.done, answer, "receipt", receipt=receipt)

    def _open_briefing(self, letter: int) -> None:
        answer = self.contact.post(f"van-ban/{letter}/mo-quan-triet/")
        if answer.status == 200 and (link := LINK.search(answer.body)):
            self.opened.add(letter)
            self.load.links.append((self.code, link[1]))

    def _duties(self, chance: random.Random) -> list[Callable[[], object]]:
        found = self.load.rows(
            "SELECT a.id, o.kind, (SELECT count(*) FROM directives_declaration d WHERE d.assignment_id = a.id) "
            "FROM directives_assignment a JOIN directives_obligation o ON o.id = a.obligation_id "
            "WHERE a.organisation_id = %s AND o.kind <> 'REPORT' AND o.mode = 'one_off' "
            "AND a.state IN ('received', 'assigned', 'in_progress')",
            self.number,
        )
        todo: list[Callable[[], object]] = []
        for duty, kind, said in found:
            todo.append(lambda duty=duty, kind=kind: self._declare(duty, kind, chance))
            if said and chance.random() < 0.3:
                todo.append(lambda duty=duty: self._complete(duty))
        return todo

    def _declare(self, duty: int, kind: str, chance: random.Random) -> None:
        words = f"Đã thực hiện, lần {uuid.uuid4().hex}"
        figures = {f"so_{name}": chance.randint(1, 50) for name in kinds.KINDS[kind].demands}
        data = f"Biên bản {words}\n".encode() * chance.randint(1, 400)
        files = {"uploads": ("bien-ban.txt", data)} if chance.random() < 0.4 else None
        answer = self.contact.post(f"nhiem-vu/{duty}/declare/", files, words=words, **figures)
        kept = hashlib.sha256(data).hexdigest() if files else ""
        self.load.diary.note(answer.done, answer, "declared", assignment=duty, words=words, file=kept)

    def _complete(self, duty: int) -> None:
        answer = self.leader.post(f"nhiem-vu/{duty}/complete/")
        self.load.diary.note(answer.done, answer, "completed", assignment=duty)

    def _reports(self) -> list[Callable[[], object]]:
        found = self.load.rows(
            "SELECT id, state, version FROM reports_report "
            "WHERE organisation_id = %s AND state IN ('draft', 'prepared')",
            self.number,
        )
        return [lambda report=report: self._report(*report) for report in found]

    def _report(self, report: int, state: str, version: int) -> None:
        if state == "draft":
            answer = self.contact.post(f"bao-cao/{report}/trinh/", version=version, proposals="Không có.")
            self.load.diary.note(answer.done, answer, "prepared", report=report)
        else:
            answer = self.leader.post(f"bao-cao/{report}/gui/")
            self.load.diary.note(answer.done, answer, "submitted", report=report)


class Department:
    """The follower: letters come in, are reviewed and issued; reports are accepted; a request is passed on."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.browser: Browser | None = None
        self.taken = 0
        self.not_before = 0.0

    def work(self, chance: random.Random) -> None:
        """Do one of the things that are to be done."""
        self.browser = self.browser or self.load.browser("so.chuyenvien")
        todo = [*self._reviews(), *self._reports(), *self._requests()]
        if self.taken < self.load.letters and time.monotonic() >= self.not_before:
            todo.append(lambda: self._upload(chance))
        if todo:
            chance.choice(todo)()

    def _upload(self, chance: random.Random) -> None:
        today = datetime.now(VIETNAM)
        number = chance.randint(100, 10**6)
        text = LETTER.format(number=number, today=today, due=today + WITHIN_A_DAY).encode()
        answer = self.browser.post("van-ban/them/", {"file": (f"cong-van-{number}.txt", text)}, text="")
        found = re.search(r"/van-ban/(\d+)/ra-soat/", answer.location)
        told = {"directive": int(found[1])} if found else {}
        self.taken, self.not_before = self.taken + 1, time.monotonic() + self.load.every
        digest = hashlib.sha256(text).hexdigest()
        self.load.diary.note(answer.status == 302 and bool(found), answer, "uploaded", file=digest, **told)

    def _reviews(self) -> list[Callable[[], object]]:
        found = self.load.rows(
            "SELECT d.id, (SELECT array_agg(o.id) FROM directives_obligation o "
            "WHERE o.directive_id = d.id AND o.state = 'proposed') FROM directives_directive d WHERE d.state = 'review'"
        )
        return [lambda letter=letter, waiting=waiting: self._review(letter, waiting or []) for letter, waiting in found]

    def _review(self, letter: int, waiting: list[int]) -> None:
        for proposal in waiting:
            self.browser.post(f"van-ban/{letter}/ra-soat/confirm/", pk=proposal)
        answer = self.browser.post(f"van-ban/{letter}/phat-hanh/")
        self.load.diary.note(answer.done, answer, "issued", directive=letter)

    def _reports(self) -> list[Callable[[], object]]:
        found = self.load.rows("SELECT id FROM reports_report WHERE state = 'submitted'")
        return [lambda pk=pk: self._accept(pk) for (pk,) in found]

    def _accept(self, report: int) -> None:
        answer = self.browser.post(f"bao-cao/{report}/tiep-nhan/")
        self.load.diary.note(answer.done, answer, "accepted", report=report)

    def _requests(self) -> list[Callable[[], object]]:
        found = self.load.rows(
            "SELECT min(a.id), o.id FROM directives_assignment a "
            "JOIN directives_obligation o ON o.id = a.obligation_id "
            "WHERE o.mode = 'conditional' AND o.activated_at IS NULL AND a.activated_at IS NULL GROUP BY o.id"
        )
        return [lambda duty=duty, of=of: self._activate(duty, of) for duty, of in found]

    def _activate(self, duty: int, obligation: int) -> None:
        answer = self.browser.post(f"nhiem-vu/{duty}/activate/", note="Đề nghị thực hiện ngay.", deadline_at="")
        self.load.diary.note(answer.done, answer, "activated", obligation=obligation)


class Staff:
    """Workers who open a briefing's link on their own telephones."""

    def __init__(self, load: Load) -> None:
        self.load = load

    def work(self, chance: random.Random) -> None:
        """Acknowledge one briefing, or the same once more."""
        if not self.load.links:
            return
        code, path = chance.choice(list(self.load.links))
        number = self.load.told["organisations"][code]
        codes = self.load.rows("SELECT code FROM organisations_staff WHERE organisation_id = %s", number)
        if not codes:
            return
        telephone, worker = Browser(self.load.url), chance.choice(codes)[0]
        telephone.get(path)
        answer = telephone.post(path, code=worker)
        self.load.diary.note(
            answer.status == 200, answer, "briefed", secret=path.split("/")[1], code=worker, organisation=number
        )
