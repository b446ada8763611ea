"""Made-up rows for the living examples of the page /kieu/; nothing here comes from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms, template
from django.core.paginator import Paginator

from thongsuot.web.marks import MARKS

register = template.Library()
NOW = datetime(2020, 2, 6, 4, 45, 52, tzinfo=UTC)
DEADLINE = datetime(2020, 2, 7, 7, 0, tzinfo=UTC)
UNITS = [f"Viễn thông {letter}" for letter in "ABCDE"] + [f"Bưu chính {letter}" for letter in "FGHI"]
PARAGRAPHS = [
    ("1", "Giữ an toàn cho mạng", ["Rà soát tuyến truyền dẫn", "Lập phương án dự phòng"]),
    ("2", "Trực lãnh đạo và trực ứng cứu", ["Lập lịch trực", "Bàn giao ca có sổ"]),
    ("3", "Nhắn tin tuyên truyền", ["Nhắn tin đến thuê bao trong tỉnh"]),
    ("4", "Kiểm tra nội dung bưu gửi", ["Kiểm tra tại quầy", "Báo trường hợp cần xử lý"]),
    ("5", "Báo cáo kết quả thực hiện", ["Gửi báo cáo đúng hạn"]),
]
ROUND = [
    "done_on_time", "received", "open_on_time", "done_late", "in_progress", "open_late",
    "none", "armed", "arrived", "obstacle", "clarify",
]  # fmt: skip
TEXT = (
    "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH BÌNH XUYÊN\r\n\r\n"
    "Kính gửi: Các đơn vị viễn thông và bưu chính của tỉnh.\r\n\r\n"
    "1. Rà soát các tuyến truyền dẫn và lập phương án dự phòng cho những điểm cầu quan trọng, "
    "gửi phương án về Sở trước ngày 05/02.\r\n"
    "2. Lập lịch trực 24/24 giờ, niêm yết số điện thoại 02699 000 123 tại nơi làm việc.\r\n"
)
QUOTES = [
    ("Rà soát các tuyến truyền dẫn", "confirmed", "An toàn của mạng"),
    ("lập phương án dự phòng cho những điểm cầu quan trọng, gửi phương án", "proposed", "Phương án dự phòng"),
    ("gửi phương án về Sở trước ngày 05/02", "proposed", "Báo cáo"),
    ("Lập lịch trực 24/24 giờ", "rejected", "Lịch trực"),
]


class ExampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label="Trích yếu", help_text="Chép đúng như trong văn bản.")
    due = forms.DateTimeField(label="Thời hạn", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    whom = forms.ChoiceField(
        label="Giao cho", choices=[("all", "Mọi đơn vị"), ("some", "Đơn vị chọn riêng")], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label="Đã gọi điện báo", help_text="Ghi vào sổ trực nếu có.", required=False)
    paper = forms.FileField(label="Văn bản", help_text="TXT, DOCX hoặc PDF có lớp chữ, không quá 25 MB.")


class ExampleFilters(forms.Form):
    """What a list is narrowed by."""

    state = forms.ChoiceField(
        label="Trạng thái", required=True, choices=[("", "Tất cả"), ("open_late", "Chưa hoàn thành quá hạn")]
    )
    who = forms.CharField(label="Tìm đơn vị", required=True, widget=forms.TextInput(attrs={"type": "search"}))


@dataclass(frozen=True)
class Quotation:
    """A quotation and what was read from it."""

    pk: int
    number: int
    start: int
    end: int
    state: str
    kind: str
    bound: str = "Các doanh nghiệp viễn thông"

    @property
    def quote(self) -> str:
        """Return the words of the letter."""
        return TEXT[self.start : self.end]


@register.simple_tag(takes_context=True)
def examples(context: template.Context) -> str:
    """Put the made-up rows into the context of the page."""
    for name, value in _rows().items():
        context[name] = value
    return ""


def _rows() -> dict[str, Any]:
    form = ExampleForm({"title": "", "due": "", "whom": "all", "told": "on"})
    form.full_clean()
    return {
        "now": NOW,
        "deadline": DEADLINE,
        "past": NOW - timedelta(minutes=15),
        "form": form,
        "filters": ExampleFilters(),
        "board": _board(),
        "rows": [_row(place, unit) for place, unit in enumerate(UNITS)],
        "page": Paginator(range(1912), 50).page(3),
        "tab_entries": _tabs(),
        "moves": _moves(),
        "spark": [1, 1, 2, 4, 4, 7, 8],
        "figures": _figures(),
        "evidence": _evidence(),
        "states": [state for state in MARKS if state != "none"],
        "letter": {"text": TEXT, "spans": list(_quotations())},
    }


def _quotations() -> list[Quotation]:
    found = []
    for number, (quote, state, kind) in enumerate(QUOTES, start=1):
        start = TEXT.index(quote)
        found.append(Quotation(1000 + number, number, start, start + len(quote), state, kind))
    return found


def _board() -> dict[str, Any]:
    def squares(seed: int) -> list[tuple[str, str, str, str]]:
        states = [ROUND[(seed * 5 + column * 3) % len(ROUND)] for column in range(len(UNITS))]
        return [(state, "" if state == "none" else "#nhiem-vu", "", "") for state in states]

    paragraphs = [
        {
            "key": key,
            "place": f"{key}.",
            "words": words,
            "open": key == "2",
            "squares": squares(int(key)),
            "duties": [
                {"key": f"d{key}{i}", "words": duty, "squares": squares(int(key) + i + 7)}
                for i, duty in enumerate(duties)
            ],
        }
        for key, words, duties in PARAGRAPHS
    ]
    units = [
        {
            "key": f"u{place}",
            "name": f"{unit} tỉnh Bình Xuyên",
            "short": unit.replace("Viễn thông", "VT").replace("Bưu chính", "BC"),
        }
        for place, unit in enumerate(UNITS)
    ]
    return {"units": units, "paragraphs": paragraphs, "legend": [state for state in ROUND if state != "none"]}


def _row(place: int, unit: str) -> dict[str, Any]:
    state = ["submitted", "accepted", "draft", "returned", "missing"][place % 5]
    return {
        "name": unit,
        "state": state,
        "late": state == "missing",
        "deadline": DEADLINE - timedelta(hours=24 * (place % 5 == 4)),
        "done": 5 + place,
        "total": 16,
        "messages": 41_287 * place * place,
    }


def _tabs() -> list[dict[str, Any]]:
    return [
        {"url": "?xem=tat-ca", "label": "Tất cả", "current": True, "count": 1912},
        {"url": "?xem=cho", "label": "Chờ tiếp nhận", "current": False, "count": 7},
        {"url": "?xem=tre", "label": "Gửi sau thời điểm chốt", "current": False, "count": None},
    ]


def _moves() -> list[dict[str, Any]]:
    return [
        {"at": NOW, "target": "returned", "by_name": "Trần Thị Ngọc", "note": "Bổ sung số tuyến đã rà soát."},
        {"at": NOW - timedelta(hours=2), "target": "submitted", "by_name": "Lê Văn Long", "note": ""},
        {"at": NOW - timedelta(days=1), "target": "draft", "by_name": "Hệ thống", "note": ""},
    ]


def _figures() -> list[dict[str, Any]]:
    return [
        {"label": "Tuyến truyền dẫn đã rà soát", "measured": 37, "declared": None, "of": 1912, "href": "#so-lieu"},
        {"label": "Ca trực đã nhận", "measured": None, "declared": 1204, "of": None, "href": ""},
    ]


def _evidence() -> list[dict[str, Any]]:
    return [
        {
            "happened_at": NOW,
            "summary": "Rà soát xong tuyến trục.",
            "facts": [("Tuyến", 37), ("Điểm dự phòng", 1204)],
            "measured": False,
            "files": [("#tep", "bien-ban.pdf")],
            "url": "",
        }
    ]
