"""A condition inside a clause: "khi xảy ra ...", "nếu có ...", "theo yêu cầu của ..."."""

import re

_TRAILING = re.compile(
    r"(?<!\()(?<!truoc )(?<!sau )(?<!nham )(?<!den )(?<!\w)(?<!\d ngay )"
    r"(?:(?:(?<!\d )ngay )?(?:sau )?khi (?:co (?!hieu luc|ket qua)|"
    r"xay ra|phat hien|phat sinh|nhan duoc|duoc (?:yeu cau|de nghi|huy dong)|(?:\w+ ){0,2}bi |mat |thien tai|can |"
    r"co quan|(?:du bao|nhiet do|mua |lu |bao |gio |nuoc (?:len|lu|dang)|thoi tiet|ap thap|da (?:du|co)|du dieu kien|"
    r"cham (?:chuyen|tien|nop|tra)|qua (?:han|tai)|het (?:han|hang|thuoc|vat tu)|hu hong|nghi (?:tet|le|he)|tai pham|"
    r"nguoi benh (?:tro|co|chuyen)|hoc sinh (?:co|nghi|bi|vang)|khach hang (?:khieu|phan|yeu|de))|"
    r"(?:\w+ ){0,5}(?:thay doi|vuot|xuat hien|bien dong|"
    r"(?:tang|giam|xuong|dat) (?:tren|duoi|qua|cao|manh|dot)|gap su co|qua tai|bat thuong|dang cao|len cao|"
    r"mat (?:song|dien|lien lac|tin hieu|ket noi)|co su co|dut cap))|(?<!\d )ngay (?:sau )?khi |moi khi |"
    r"neu (?!can(?: thiet)?\b|co the|tren\b|tai\b|ro\b|o\b|trong\b|duoi\b|day\b|sau\b|cao\b)|"
    r"trong (?:moi )?truong hop (?!nao|bat)|theo (?:yeu cau|"
    r"de nghi|lenh|huy dong|dieu dong) (?:cua|tu) |khi (?:\w+ ){1,11}?(?:co yeu cau|yeu cau|de nghi|huy dong|dieu dong|"
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
