"""A condition inside a clause: "khi xảy ra ...", "nếu có ...", "theo yêu cầu của ..."."""

import re

_TRAILING = re.compile(
    r"(?<!\()(?<!truoc )(?<!sau )(?<!nham )(?<!den )(?<!\w)(?:(?:ngay )?(?:sau )?khi (?:co (?!hieu luc|ket qua)|"
    r"xay ra|phat hien|phat sinh|nhan duoc|duoc (?:yeu cau|de nghi|huy dong)|(?:\w+ ){0,2}bi |mat |thien tai|can |"
    r"co quan|(?:\w+ ){0,4}(?:thay doi|vuot (?:qua|nguong)|xuat hien|gap su co|qua tai|bat thuong|dang cao|len cao|"
    r"mat (?:song|dien|lien lac|tin hieu|ket noi)|co su co|dut cap))|ngay (?:sau )?khi |moi khi |"
    r"neu (?!can(?: thiet)?\b|co the|tren\b|tai\b|ro\b|o\b|trong\b|duoi\b|day\b|sau\b|cao\b)|"
    r"trong (?:moi )?truong hop (?!nao|bat)|theo (?:yeu cau|"
    r"de nghi|lenh|huy dong|dieu dong) (?:cua|tu) |khi (?:\w+ ){1,7}?(?:co yeu cau|yeu cau|de nghi|huy dong|dieu dong|"
    r"chuyen noi dung|thong bao thieu|phat lenh|ban bo|bi gian doan|trieu tap|co lenh|len tieng|bi [\w]+)(?=[ ,;.]|$))"
)
_IF_ANY = re.compile(
    r"^(?:\w+[ ,]+){0,5}(?:xu ly|ung cuu|khac phuc|sua chua|giai quyet|"
    r"ho tro)[ ,](?:[\w,]+ ){0,8}?(?P<event>(?:su co|vi pham|hu hong|gian doan|thiet hai|vuong mac|"
    r"tinh huong)[\w, ]{0,30}\(neu co\))"
)
_PURPOSE = re.compile(r"(?<!\w)(?:de|nham)(?!\w)")


def trailing_trigger(plain: str) -> tuple[int, int] | None:
    """A condition inside the clause, outside its purposes; offsets into the folded words."""
    found = _TRAILING.search(plain)
    if found and ";" not in plain[: found.start()] and not _PURPOSE.search(plain, 0, found.start()):
        if re.search(
            r"nhan duoc (?:cong van|van ban|chi thi|cong dien|ke hoach)(?: chi dao)? nay", plain[found.start() :]
        ):
            return None
        stop = re.compile(r"[,;.]| phai | thi |$").search(plain, found.end())
        return found.start(), stop.start() if stop else len(plain)
    event = _IF_ANY.search(plain)
    return event.span("event") if event else None
