"""Know the sentence that introduces a list of orders."""

import re

_ORDERS = re.compile(
    r"(?:(?:yeu cau|de nghi|giao|chi dao|co y kien|phan cong|dien)(?! cua).*|(?:thuc hien|"
    r"trien khai|luu y|tap trung|huong dan).{0,100}(?:noi dung|nhiem vu|viec|cong viec|giai phap|"
    r"bien phap|cong tac|yeu cau)(?: \w+){0,4})(?:sau(?: day)?|nhu sau|duoi day)?\s*:$"
)


def introduces(plain: str) -> bool:
    """Whether a block orders and ends with the colon of its list."""
    sentence = re.split(r"(?<=[.;])\s", plain)[-1]
    return _ORDERS.search(sentence) is not None or (_ORDERS.search(plain) is not None and len(plain) < 2000)


def ends_generic(plain: str) -> bool:
    """Whether the last words before a colon only announce a list."""
    return (
        re.search(
            r"(?:sau|sau day|nhu sau|duoi day|noi dung|nhiem vu|viec|cu the|thuc hien|cong viec|giai phap|"
            r"bien phap|yeu cau|de nghi|dien|giao|chi dao)\s*:$",
            plain,
        )
        is not None
    )
