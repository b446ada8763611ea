"""Know the words that look like verbs: parts of names, and "tổ chức" as an organisation."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._words import Word


def is_part_of_name(words: list[Word], i: int, length: int) -> bool:
    """A capital in the middle of a sentence belongs to a name, unless the whole list is capitalised."""
    if not words[i].capital or i == 0 or words[i].cut in (".", ";", ":"):
        return False
    return words[i].cut != "," or (i + length < len(words) and words[i + length].capital)


_CARRIED_OUT = [["thực", "hiện"], ["triển", "khai"], ["thi", "hành"], ["rà", "soát"], ["kiểm", "tra"]]
_BEHIND = listed(
    "va; ca; khac; co; lien; thuoc; tren; duoc; nao; hoat; tham; nay; chinh; doan; xa; tin; quoc; kinh; nuoc; "
    "su; cung; "
    "khong; phai; hoac; tai; trong; o; can; nham; de; theo; se; chua; da; dang; neu; nhu; la; dam; phi; nghe"
)
_BODIES = listed("cac; nhung; moi; quan; nhan; vi; nghiep; dien")


def is_body(words: list[Word], i: int) -> bool:
    """ "tổ chức" among "cơ quan, đơn vị, cá nhân" is an organisation, not a verb."""
    if [word.low for word in words[i + 2 : i + 4]] in _CARRIED_OUT:
        return False
    if i and words[i - 1].plain in _BODIES and (not words[i].cut or words[i].cut == ","):
        after = words[i + 2] if i + 2 < len(words) else None
        return after is None or bool(after.cut) or after.plain in _BEHIND
    nearby = [word.plain for word in words[i + 2 : i + 5]]
    return (
        i + 2 < len(words)
        and bool(words[i + 2].cut or words[i + 2].plain == "va")
        and ("nhan" in nearby[:3] or "don" in nearby[:2])
    )
