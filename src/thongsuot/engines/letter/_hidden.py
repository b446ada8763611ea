"""Characters that nobody sees: those that turn the direction of reading are made harmless, all are told."""

import re
import unicodedata

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_JOINER = "\u2060"
_LETTERS = re.compile(r"[^\W\d_][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")


def shown(text: str) -> tuple[str, list[str]]:
    """The text without characters that turn it, each offset as before, and what a person should know of it.

    A sign that turns the direction of reading (UAX 9) would show other words than are read; in its place stands one
    without width. Letters and their marks stay as they were written, composed (NFC), decomposed (NFD) or both.
    """
    warnings = []
    calm, turned = _TURNING.subn(_JOINER, text)
    if turned:
        warnings.append(
            f"Văn bản có {turned} ký tự đảo chiều chữ, có thể làm chữ hiển thị khác với nội dung; đã vô hiệu các ký tự "
            f"này. Đề nghị đối chiếu kỹ với bản gốc."
        )
    unseen = len(_UNSEEN.findall(text))
    if unseen:
        warnings.append(
            f"Văn bản có {unseen} ký tự ẩn (không có độ rộng); khi đọc đã bỏ qua các ký tự này. Đề nghị đối chiếu với "
            f"bản gốc."
        )
    if _LETTERS.search(text):
        mixed = _has_composed(text)
        form = "lẫn chữ dựng sẵn và chữ tổ hợp (NFC và NFD)" if mixed else "chữ tổ hợp (NFD)"
        warnings.append(
            f"Văn bản dùng {form}; khi đọc coi như nhau, trích dẫn giữ nguyên như trong tệp. "
            "Đề nghị đối chiếu với bản gốc."
        )
    return calm, warnings


def visible(text: str) -> str:
    """The text without what nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text).replace("\u00ad", "")


def _has_composed(text: str) -> bool:
    return any(c not in "đĐ" and len(unicodedata.normalize("NFD", c)) > 1 for c in text)
