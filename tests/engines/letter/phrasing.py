"""A letter of our own around one phrase, so that a row of a table is read as a real letter would be."""

from typing import Any

from thongsuot.engines import letter as letters

LETTERHEAD = "UBND TỈNH GIA BÌNH\nSỞ Y TẾ\nSố: 12/SYT-NV\n"
DATED = "Gia Bình, ngày 10 tháng 3 năm 2022\n\n"
GREETING = "Kính gửi: Các doanh nghiệp bưu chính, viễn thông.\n\n"
ORDER = "Sở Thông tin và Truyền thông yêu cầu các đơn vị:\n"
BODY = "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n"
COPIES = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
SIGNATURE = "GIÁM ĐỐC\n\nTrần Văn An\n"


def read(text: str) -> dict[str, Any]:
    return letters.to_json(letters.read_text(text))


def ordered(item: str) -> dict[str, Any]:
    """A letter that orders one item of a list."""
    return read(f"{DATED}{GREETING}{ORDER}- {item}\n")


def duties(item: str) -> list[dict[str, Any]]:
    return ordered(item)["obligations"]


def headed(lines: str, body: str = BODY) -> dict[str, Any]:
    """A letter under other lines of a head."""
    return read(f"{lines}\n\n{body}{COPIES}{SIGNATURE}")


def grounded(opening: str) -> dict[str, Any]:
    """A letter whose order follows an opening clause."""
    return headed(LETTERHEAD, f"Kính gửi: Các đơn vị.\n\n{opening}, Sở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n")
