"""Know the sentence that introduces a list of orders."""

import re

_NOUNS = r"(?:noi dung|nhiem vu|viec|cong viec|giai phap|bien phap|cong tac|yeu cau|y kien|diem|muc)"
_ENDS = r"(?:sau(?: day)?|nhu sau|duoi day|cu the)?\s*:$"
_ORDERS = re.compile(
    rf"(?:(?:yeu cau|de nghi|giao(?! thong| dich| duc)|chi dao|phan cong|dien(?=\s*:)|khuyen nghi|khuyen cao|"
    rf"kinh mong|thong nhat|nhac nho|phan giao|ket luan|chi thi|quyet dinh|quan triet)(?! cua).*|(?:thuc hien|"
    rf"trien khai|luu y|tap trung|huong dan|lam ngay|lam tot|thong nhat|nhac|can lam|phai lam).{{0,100}}{_NOUNS}"
    rf"(?: \w+){{0,4}}|(?:cac|quy|toan the|toan bo|don vi|dia phuong) .{{0,80}}(?:thuc hien|trien khai|luu y|"
    rf"tap trung)"
    rf"(?: ngay| tot| nghiem tuc| dung)?){_ENDS}"
)
_TELLS = re.compile(
    r"(?:thong bao|huong dan|ban hanh|pho bien|luu y|nhac|thong tin|truyen dat|ke hoach|trien khai|quy dinh|"
    r"phan cong)"
    r"(?! cua).{0,200}(?:(?:nhu )?sau(?: day)?|duoi day|cu the)\s*:$|"
    r"(?:thong bao|huong dan|nhac|luu y|pho bien|truyen dat) (?:toi|den|cho|de|ve|cac|toan|quy|anh|ca) .{0,120}:$"
)
_OPINION = re.compile(r"(?:co|cho|thong nhat|nhat tri)(?: mot so)? (?:y kien|noi dung).{0,60}:$")
_OTHERS = re.compile(r"(?:ket qua|so lieu|tinh hinh|danh sach|thong tin|lich)(?: \w+){0,8} nhu sau\s*:$")


def introduces(plain: str, *, answers: bool = False) -> bool:
    """Whether a block orders and ends with the colon of its list; an answer's opinion orders nothing."""
    sentence = re.split(r"(?<=[.;])\s", plain)[-1]
    if answers:
        return _ORDERS.search(sentence.rsplit(", ", 1)[-1]) is not None
    if _ORDERS.search(sentence) or (_ORDERS.search(plain) and len(plain) < 2000):
        return True
    if _OTHERS.search(sentence):
        return False
    return _TELLS.search(sentence) is not None or _OPINION.search(sentence) is not None


def ends_generic(plain: str) -> bool:
    """Whether the last words before a colon only announce a list."""
    return (
        re.search(
            r"(?:sau|sau day|nhu sau|duoi day|noi dung|nhiem vu|viec|cu the|thuc hien|cong viec|giai phap|"
            r"bien phap|yeu cau|de nghi|dien|giao|chi dao|ket luan|chi thi)\s*:$",
            plain,
        )
        is not None
    )
