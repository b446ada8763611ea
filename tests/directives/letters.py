"""A small letter of our own, as the engine would read it."""

from __future__ import annotations

import hashlib
from typing import Any

PARTS = {
    "fleet": ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER"),
    "stock": ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "telecom", "SPARE_EQUIPMENT"),
    "message": ("Nhắn tin đến thuê bao khi cơ quan có thẩm quyền đề nghị.", "conditional", "mobile", "MASS_SMS"),
    "report": ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT"),
}
DEADLINE = {"at": "2020-02-07T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ 00 ngày 07/02/2020"}


def reading(
    *, parts: dict[str, tuple[str, str, str, str]] | None = None, deadline: dict[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    """Return what the engine reads in the sample letter, with one's own parts where given."""
    told = PARTS if parts is None else parts
    deadline = DEADLINE if deadline is None else deadline
    text, obligations, paragraphs = "Kính gửi: Các doanh nghiệp trên địa bàn tỉnh.\n", [], []
    for number, (quote, mode, obliged, kind) in enumerate(told.values(), start=1):
        start, text = len(text), text + quote + "\n"
        paragraphs.append({"number": number, "start": start, "end": start + len(quote)})
        obligations.append(
            {
                "quote": quote,
                "start": start,
                "end": start + len(quote),
                "mode": mode,
                "obliged": obliged,
                "obliged_names": [],
                "kind": kind,
                "effective_from": None,
                "deadline": deadline if kind == "REPORT" or mode == "recurring" else None,
                "score": 0.9,
                "paragraph": number,
            }
        )
    whole = {
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "format": "txt",
        "pages": 1,
        "issuer": {"name": "Sở Khoa học và Công nghệ tỉnh Đông Xuyên", "parent": "UBND tỉnh Đông Xuyên"},
        "doc_type": "Công văn",
        "number": "12/STTTT-BCVT",
        "date": "2020-02-03",
        "place": "Đông Xuyên",
        "subject": "bảo đảm thông tin liên lạc",
        "addressees": [],
        "legal_basis": [],
        "obligations": obligations,
        "deadlines": [{**deadline, "recurrence": None}],
        "contacts": [],
        "recipients": [],
        "signer": {"authority_form": None, "title": None, "name": None},
        "warnings": [],
        "paragraphs": paragraphs,
    }
    return {**whole, **changes}
