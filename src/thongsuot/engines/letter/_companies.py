"""Spell the name of a company: after its kind, the rest is its own."""

import re

from thongsuot.engines.letter._fold import listed

_COMPANIES = re.compile(
    r"(?:Tổng công ty|Công ty|Tập đoàn|Chi nhánh|Bưu điện|Báo|Đài|Trung tâm|Ngân hàng TMCP|Ngân hàng)\s"
)
_COMMON = listed(
    "thông; chính; điện; lực; tin; và; cổ; phần; tnhh; một; thành; viên; trách; nhiệm; hữu; hạn; dịch; vụ; "
    "thương; mại; đầu; tư; phát; triển; tỉnh; huyện; thành; phố; công; ty; tổng; nhà; nước; tư; vấn; kỹ; thuật; "
    "không; sắt; dầu; khí; khoán; hiểm; hình; sản; khu; vực; khách; hàng; dữ; liệu; quốc; gia; hỗ; trợ; bảo; hành; "
    "sửa; "
    "chữa; ứng; cứu; điều; độ; đào; tạo; khai; thác; mạng; lưới; vận; giám; sát; kiểm; soát; bệnh; tật; kinh; doanh; "
    "thành; vùng; chính; sách; xã; hội; hợp; tác"
)

_TRADES = re.compile(
    r"(?<= )(?:hạ tầng|mạng lưới|mạng|công nghệ|phần mềm|bảo hiểm|xây dựng|vận tải|hàng hải|hàng không|môi trường|"
    r"cấp nước|"
    r"thoát nước|giải pháp|truyền thông|truyền dẫn|di động|vệ tinh|chuyển phát|giao nhận|xuất nhập khẩu|sản xuất|"
    r"kinh doanh|thiết bị|vật tư|quản lý|khai thác|cây xanh|chiếu sáng|đô thị|dược phẩm|lương thực|thủy lợi|cơ khí|"
    r"phát thanh|"
    r"lắp máy|miền(?= )|xăng dầu|than|khoáng sản|nông nghiệp|lâm nghiệp|quốc tế|toàn cầu)(?!\w)",
    re.IGNORECASE,
)


def company(text: str) -> str:
    """The rest of a company's name is its own."""
    head = _COMPANIES.match(text)
    if head is None:
        return text
    rest = [word if word in _COMMON else word[:1].upper() + word[1:] for word in text[head.end() :].split(" ")]
    name = " ".join(word.upper() if word in ("tnhh", "Mtv") else word for word in rest)
    name = _TRADES.sub(lambda trade: trade.group().lower(), f" {name}")[1:]
    return head.group() + (name if rest[0] in _COMMON else name[:1].upper() + name[1:])


def titled(parts: list[str]) -> list[str]:
    """The words with a capital each."""
    return [part[:1].upper() + part[1:] for part in parts]
