"""Know the sentence that tells what was, is or will be; what it tells is not ordered."""

import re

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._words import Word

_OPENS = re.compile(
    r"(?:vua qua|thoi gian (?:vua )?qua|trong thoi gian (?:vua )?qua|nhung nam (?:gan day|qua|truoc)|"
    r"trong nhung nam|nhieu nam|nam qua|trong nam qua|hien nay|hien (?:co|dang|con|tai|toan|moi|ca)|den nay|"
    r"cho den nay|tinh den|tu dau nam|tu khi|ke tu khi|qua (?:kiem tra|theo doi|ra soat|nam|cong tac|thong ke|"
    r"bao cao|phan anh|xem xet|nghien cuu|thuc te|danh gia|tong hop|phuong tien|bao)|theo (?:bao cao|du bao|"
    r"thong tin|ban tin|tin|so lieu|thong ke|danh gia|phan anh|nhan dinh|ket qua|tinh toan|nguon)|du bao|"
    r"(?:vao )?(?:hoi|luc) \d|dem \d|sang \d|chieu \d|toi \d|ngay \d+ \d+ \d+ |ngay \d+ thang \d+ nam \d+ |"
    r"tu (?:ngay|dau|giua|cuoi|thang)[\w ]{0,30} den nay|truoc (?:tinh hinh|thuc trang|nguy co|yeu cau|"
    r"dien bien)|nhin chung|ben canh (?:nhung|cac|do)|tuy nhien|mac du|tuy (?:da|vay|co)|nguyen nhan|day la|"
    r"do la|dieu (?:nay|do)|viec (?:nay|do|lam)|"
    r"chi trong|(?:tham |cung )?(?:du|tham gia) (?:cuoc |buoi )?(?:hop|lam viec|hoi nghi) (?:co|gom)|"
    r"chi tinh|trong (?:\d+ |cac |"
    r"nhung |may )?(?:thang|quy|nam|tuan|ngay|dip|dot) [\w ]{0,30}(?:vua|qua|"
    r"da|truoc)|trong (?:khi|boi canh|do co)|ket qua|tinh hinh|thuc trang|thuc te|mot so (?:noi|dia phuong|"
    r"don vi|truong hop|bo phan|ton tai|han che|ket qua|van de)|nhieu (?:noi|dia phuong|don vi|truong hop|ho|vu)|"
    r"theo (?:dieu|khoan|quy dinh (?:tai|cua)|luat|nghi dinh|thong tu|phap luat)|can cu|xet |theo de nghi|"
    r"tiep theo (?:cong|van|thong|chi|ke)|lien quan|nham |nhan dip|de (?!nghi)|do |"
    r"(?:thuc hien|trien khai|chap hanh|thi hanh|tiep thu|tiep tuc thuc hien|trien\s+khai\s+thuc\s+hien|"
    r"thuc\s+hien\s+y\s+kien)(?: (?:noi dung|y kien|tinh than|su))?(?: chi dao)?(?: tai| cua| o|"
    r" theo)? "
    r"(?:cac |noi dung )?(?:nghi quyet|nghi dinh|quyet dinh|chi thi|cong dien|"
    r"ke hoach|cong van|van ban|thong tu|luat|thong bao|huong dan|chuong trinh|phap lenh|de an|chi dao|y kien|"
    r"ket luan|bo luat|phuong an) (?:so |cua |\d|ngay |nay|nham|ve |nam |[\w ]{0,40} so |[\w ]{0,60} ngay ))"
)
_SPEAKS = re.compile(
    r"(?:quyet dinh|chi thi|cong dien|ke hoach|huong dan|thong bao|van ban|cong van|quy che|quy dinh|nghi quyet|"
    r"phuong an|phu luc|danh muc|ket luan) nay (?!yeu cau|phai)"
)
_LACKS = re.compile(
    r"^(?:\w+ ){1,14}con (?:cham|han che|thap|nhieu|xay ra|ton tai|bat cap|yeu|kho khan|it|mot so|lung tung|chu quan)\b"
)
_TOLD = frozenset({"đã", "đang", "sẽ", "vẫn", "vừa", "chưa", "mới", "thường", "gây", "khiến", "khoảng", "hiện"})
_HAPPENS = frozenset(
    {
        "chu tri cuoc",
        "chu tri buoi",
        "chu tri phien",
        "chu tri hoi",
        "xay ra",
        "dien ra",
        "phat sinh",
        "nhan duoc",
        "xuat hien",
        "gay ra",
        "do bo",
        "tang len",
        "giam xuong",
    }
)


def tells(words: list[Word], i: int, stop: int) -> bool:
    """Whether a sentence tells rather than orders, as far as its first words show."""
    plain = " ".join(word.plain for word in words[i : min(stop, i + 40)])
    if any(command_length(words, k, at_start=k == i or bool(words[k].cut)) for k in range(i, stop)):
        return False
    if re.match(r"can cu [\w ]{0,40} nay,? (?!ve|cua)", plain):
        return False
    if _OPENS.match(f"{plain} ") or _SPEAKS.match(plain):
        return True
    return _LACKS.search(plain) is not None


def narrates(words: list[Word], i: int, stop: int) -> bool:
    """Whether a sentence among orders tells what was: it begins so, and says that things were done, or not yet."""
    plain = " ".join(word.plain for word in words[i : min(stop, i + 40)])
    if _ORDERED.search(plain):
        return False
    return _LACKS.search(plain) is not None or (
        _PAST.match(plain) is not None
        and any(word.low in ("đã", "chưa", "còn", "mới", "vẫn") for word in words[i:stop])
    )


_ORDERED = re.compile(r"\b(?:yeu cau|de nghi|(?<!ban )giao|phai|can|khan truong|truoc ngay|cham nhat)\b")
_PAST = re.compile(
    r"(?:vua qua|thoi gian qua|trong thoi gian qua|den nay|den thoi diem|tinh den|hien nay|qua (?:kiem tra|"
    r"theo doi|ra soat)|"
    r"ben canh|nhin chung|tuy nhien|mac du|tai mot so|mot so|theo bao cao|den ngay|den het|tu dau nam|trong \d+ thang)"
)


def told(words: list[Word], i: int, verb: int) -> bool:
    """Whether the words before a verb say that it was done, is being done, or will be."""
    for k in range(i, verb):
        if words[k].depth:
            continue
        if words[k].low in _TOLD and not _described(words, k, verb):
            return True
        if _happens(words, k):
            return True
    return _happens(words, verb)


_WROTE = re.compile(r"có (?:công (?:văn|điện|hàm)|văn bản|bài|thư)\b(?! viện)")


def _happens(words: list[Word], k: int) -> bool:
    """Whether a word and the next say that something happens: "diễn ra", not "điện rà"; "có công văn" too."""
    pair = words[k : k + 2]
    if pair[0].low == "có" and _WROTE.match(" ".join(word.low for word in words[k : k + 4])):
        return True
    return len(pair) == 2 and f"{pair[0].plain} {pair[1].plain}" in _HAPPENS and pair[1].low != "rà"


def _described(words: list[Word], k: int, verb: int) -> bool:
    """ "các đơn vị chưa nộp khẩn trương ...", "hiện trạng": it only describes a noun, or is part of a word."""
    after = words[k + 1].low if k + 1 < len(words) else ""
    if words[k].low in ("hiện", "mới", "vừa", "thường"):
        return after in ("hành", "vật", "trạng", "trường", "diện", "đại", "nhất", "qua", "xuyên", "trực", "kỳ", "vụ")
    if words[k].low == "chưa" and verb - k > 2:
        return True
    if words[k].low == "sẽ":
        return False
    return any(word.low in _URGED for word in words[k + 1 : verb + 1])


_URGED = frozenset({"phải", "cần", "khẩn", "nghiêm", "chủ", "thì", "không", "sớm"})
