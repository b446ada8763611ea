"""A time or a condition before an order: "Kể từ ngày ..., ...", "Khi xảy ra sự cố, ..."."""

import re

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._leads import acts_at
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._steps import past_links, verb_at
from thongsuot.engines.letter._tokens import Class, token_at
from thongsuot.engines.letter._words import Word

_TRIGGERS = tuple(
    tuple(lead.split())
    for lead in sorted(
        listed(
            "ngay sau khi; trong truong hop; truong hop; khi; neu; trong qua trinh; qua trinh; moi khi; ngay khi; "
            "qua thoi gian; qua thoi han; qua han"
        )
    )
)
_FIRSTS = frozenset(lead[0] for lead in _TRIGGERS)
_BEHIND = listed(
    "bao ngay; goi ngay; goi dien; cach ly; dung ngay; kip thoi; de nghi; bao cao; thong bao; lien he; "
    "phan anh; gui; trao doi; thong tin ngay; xu ly; khac phuc"
)


LOOKALIKES = frozenset(listed("trồng; trọng; nêu; đo; cân; tài; khí; sâu; vôi; tự"))
_WHILES = frozenset({"trong thoi", "trong suot", "trong khi"})
_DAYS = frozenset({"hai", "ba", "tu", "nam", "sau", "bay"})
_SINCE = re.compile(
    r"(?:ke tu|tu ngay|tu nay|bat dau|tu thang|tu gio|tu \d|tinh tu|truoc ngay|truoc \d|hang ngay|"
    r"hang tuan|hang thang|hang quy|dinh ky|trong vong|trong ngay|trong thoi|cham nhat|trong dip|"
    r"trong thang|tu quy|moi ngay|den ngay|den het|moi tuan|moi thang|sau ngay|tu sau|trong tuan|vao ngay|"
    r"vao thu|"
    r"ket thuc|het dot|het thoi|vao luc|vao \d|luc \d|cuoi (?:ngay|gio|buoi|ca|tuan|thang|quy|nam)|"
    r"trong (?:suot|khi)|tu (?:thoi|luc|khi|dau|cuoi|dem|toi|sang|chieu|buoi)|moi (?:sang|chieu|toi|ca|dot|"
    r"ky|lan|nam)|(?:sang|chieu|toi) (?:thu|ngay|\d|mai|hom)|"
    r"dau (?:ngay|tuan|"
    r"thang|quy)|(?:sang|chieu|toi) (?:thu|ngay|\d)|\d+ (?:h|gio)|"
    r"moi quy|moi buoi|trong quy|trong nam|trong \d|het ngay|xong truoc|muon nhat|ngay \d|hom nay|ngay mai|"
    r"den \d|cu \d|cu moi|cu hai|moi thu)"
)


def since_at(words: list[Word], i: int) -> tuple[int, int] | None:
    """ "Kể từ ngày ..., ...", "Từ nay đến hết ngày ..., ...", "Hằng ngày, ...": a time before the verb."""
    if words[i : i + 1] and words[i].low in LOOKALIKES:
        return None
    two = " ".join(word.plain for word in words[i : i + 2])
    if not _SINCE.match(two) or (words[i].plain == "cu" and words[i].low == "cử"):
        return None
    for k in range(i + 1, min(len(words), i + 32)):
        if two in _WHILES and k > i + 2 and words[k].low in ("không", "phải", "tuyệt") and not words[k].cut:
            return (i, k) if verb_at(words, k) else None
        if words[k].cut in (".", ";", ":"):
            return None
        if words[k].cut == "," and words[k].plain == "cu" and (inner := since_at(words, k)):
            return i, inner[1]
        if words[k].cut == "" and words[k - 1].plain == "lan" and party_at(words, k):
            return i, k
        if (
            words[k].cut == ","
            and words[k].plain != "bat"
            and (verb_at(words, past_links(words, k)) or party_at(words, k) or command_length(words, k, at_start=True))
        ):
            return i, k
        if (
            words[k].cut in ("", ")")
            and k >= i + 2
            and _ends_time(words, k - 1)
            and (verb := token_at(words, k))
            and (verb.part is Class.STRONG or verb.plain in _SENDS)
        ):
            return i, k
    return None


_SENDS = frozenset({"gui", "gui ve", "nop", "nop ve", "tong ket", "so ket"})


_TIMES = re.compile(r"\d+(?:h\d*|g\d*)?|ngay|tuan|thang|quy|nam|lan|gio|phut")


def _ends_time(words: list[Word], k: int) -> bool:
    """Whether a time may end with a word: not with the day of "kể từ ngày nhận"."""
    plain = words[k].plain
    if words[k].low == "này" or (plain in _DAYS and words[k - 1].plain == "thu"):
        return True
    if plain == "ngay" and words[k - 1].plain in ("tu", "sau", "truoc", "den", "ke", "vao"):
        return False
    return _TIMES.fullmatch(plain) is not None


def trigger_at(words: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    """A condition before the order: "Khi xảy ra sự cố, ...", "Nếu mất liên lạc, ..."."""
    if words[i : i + 1] and words[i].low in LOOKALIKES:
        return None
    if i >= len(words) or words[i].plain not in _FIRSTS:
        return None
    if not any(tuple(word.plain for word in words[i : i + len(lead)]) == lead for lead in _TRIGGERS):
        return None
    if words[i].plain in ("trong", "qua"):
        inner = (m for m in range(i + 3, min(stop - 1, i + 12)))
        i = next((m for m in inner if words[m].low in ("nếu", "khi", "trường") or _any(words, m)), i)
    for k in range(i + 2, stop + 1):
        if k == stop:
            return (i, k) if k < len(words) and stop > i + 2 else None
        if words[k].plain == "thi" or (words[k].cut == "," and _orders(words, k)):
            return i, k
        if words[k].low == "phải" and verb_at(words, k):
            return i, k
        token = token_at(words, k)
        if (
            token
            and token.plain in _BEHIND
            and not words[k].cut
            and not words[k].depth
            and words[k - 1].plain not in ("can", "phai", "viec", "khi", "so", "buu", "nguoi", "da", "duoc", "hang")
        ):
            return i, k
    return None


def _any(words: list[Word], m: int) -> bool:
    """ "có gì vướng mắc", "có vấn đề phát sinh"."""
    return words[m].low == "có" and not words[m].cut and words[m + 1].plain in ("gi", "vuong", "kho", "van")


def _orders(words: list[Word], k: int) -> bool:
    """Whether an order begins at a word: a command, a party with its verb, a verb with its manner."""
    start = past_links(words, k)
    if start < len(words) and words[start].plain in ("neu", "khi"):
        return False
    command = command_length(words, start, at_start=True)
    party = party_at(words, start + command)
    verb = verb_at(words, party.after if party else start + command)
    if party and not command and party.after < len(words) and words[party.after].cut == ",":
        return False  # "khi có yêu cầu của Bộ Công an, Bộ Y tế, cung cấp ...": one more of those who ask
    if verb is None and not command and not party:
        return acts_at(words, start) is not None
    if verb is not None and verb.size > 1 and verb.after < len(words) and not words[verb.after].cut:
        return True
    return verb is not None and (bool(command) or verb.part is Class.STRONG)
