"""Letters of our own that journeys send in, each with a number of its own."""

from __future__ import annotations

import itertools
import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NUMBERS = itertools.count(int(time.time()) % 900_000 + 100)  # an install that stays up knows the earlier ones


def written(folder: Path, *duties: str, hours: float = 20) -> tuple[Path, str]:
    """Write a letter with these duties and a report due in some hours; return its file and its number."""
    now = datetime.now(VIETNAM)
    due, number = now + timedelta(hours=hours), next(NUMBERS)
    report = f"Báo cáo kết quả về Sở trước {due.hour} giờ {due.minute:02d} ngày {due:%d/%m/%Y}."
    listed = "\n".join(f"{place}. {words}" for place, words in enumerate([*duties, report], start=1))
    text = (
        "UBND TỈNH ĐÔNG XUYÊN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n"
        f"Số: {number}/SKHCN-VT\nV/v giữ liên lạc trong đợt mưa lũ thứ {number}\n\n"
        f"Đông Xuyên, ngày {now.day:02d} tháng {now.month:02d} năm {now.year}\n\n"
        "Kính gửi: Các doanh nghiệp viễn thông, bưu chính trên địa bàn tỉnh\n\n"
        "Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:\n"
        f"{listed}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nPHÓ GIÁM ĐỐC\nTrần Quốc Khánh\n"
    )
    file = folder / f"cong-van-{number}.txt"
    file.write_text(text, encoding="utf-8")
    return file, f"{number}/SKHCN-VT"


def number_in(url: str) -> str:
    """Return the number of the row in an address."""
    return re.search(r"/(\d+)/", url)[1]
