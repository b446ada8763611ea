"""Write Vietnamese as it was written before Unicode; the tables are spelled here another way than in the engine."""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
HATS = "\u0302\u0306\u031b"
ABC_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
ABC = {letter: code + place for code, letters in ABC_RUNS.items() for place, letter in enumerate(letters)}
VNI_ALONE = {"ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î", "đ": "ñ"}
VNI_MARKS = {"": "øûõùï", "\u0302": "àåãáä", "\u0306": "èúüéë"}
VIQR_MARKS = dict(zip(HATS + TONES, "^(+`?~'.", strict=True))


def plainer(text: str) -> str:
    """A text without the signs that none of the codes has."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("–—“”‘’…•−≥", "--\"\"''.-->", ""))
    return "".join(c for c in text if c.isascii() or c.lower() in ABC or c.lower() in "đ")


def cp1258(text: str) -> bytes:
    """The code page of Windows: a vowel with its hat, its tone behind it."""
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in TONES)
        parts.append(unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES)) + tone)
    return "".join(parts).encode("cp1258")


def abc(text: str) -> bytes:
    """TCVN 5712, VN3: no capitals with tones; whoever typed one took the small letter."""
    return bytes(ABC.get(letter) or ABC.get(letter.lower()) or ord(letter) for letter in text)


def vni(text: str) -> bytes:
    """VNI for Windows: a mark of its own octet behind the vowel."""
    return "".join(map(_vni, text)).encode("latin-1")


def _vni(letter: str) -> str:
    low = letter.lower()
    if low.isascii():
        return letter
    apart = unicodedata.normalize("NFD", low)
    tone = next((TONES.index(mark) for mark in apart if mark in TONES), None)
    hat = next((mark for mark in apart if mark in HATS), "")
    written = VNI_ALONE.get(low)
    if written is None and hat == "\u031b":
        written = {"o": "ô", "u": "ö"}[apart[0]] + (VNI_MARKS[""][tone] if tone is not None else "")
    elif written is None and tone is not None:
        written = apart[0] + VNI_MARKS[hat][tone]
    elif written is None:
        written = apart[0] + {"\u0302": "â", "\u0306": "ê"}[hat]
    return written.upper() if letter.isupper() else written


def viqr(text: str) -> bytes:
    """RFC 1456: marks as punctuation, punctuation behind a backslash where it could be a mark."""
    text = re.sub("(?<=[đĐ])[dD]|[dD](?=[đĐdD])", r"\\\g<0>", text)
    escaped = re.sub(r"(?<=[^\W\d_b-df-hj-np-tv-xz])([\^(+`?~'.])", r"\\\1", text, flags=re.IGNORECASE)
    return "".join(map(_viqr, escaped)).encode("ascii")


def _viqr(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    apart = sorted(unicodedata.normalize("NFD", letter), key=lambda mark: (mark in HATS) + 2 * (mark in TONES))
    return "".join(VIQR_MARKS.get(mark, mark) for mark in apart)
