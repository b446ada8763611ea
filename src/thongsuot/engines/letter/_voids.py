"""Signs that a sentence of an order orders nothing: it defines, allows, threatens, or only names what follows."""

import re

from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._steps import sentence_end, verb_at
from thongsuot.engines.letter._tokens import Token
from thongsuot.engines.letter._words import Word

_NOT_IS = frozenset({"nhất", "biệt", "coi", "gọi", "hiểu", "tức", "nghĩa", "hoặc", "thì", "chỉ"})
_ROLES = frozenset({"đầu", "cơ", "đơn", "chủ", "người", "thường", "thành", "ủy"})
_CALLED = frozenset({"ông", "bà", "đồng", "đ", "anh", "chị", "cô", "thầy"})
_LABEL = 4  # words before the verb of a label
_MAY = {("có", "quyền"), ("được", "quyền"), ("được", "phép"), ("có", "thể")}


def defines(words: list[Word], i: int, opening: Opening) -> bool:
    """ "Giá trị tài sản là giá mua ...": what a thing is, or is made of."""
    if opening.party or opening.command is not None or opening.verb is None or opening.verb.first == i:
        return False
    if opening.since or opening.trigger:
        return False
    for k in range(i + 1, min(i + 25, sentence_end(words, i) - 1)):
        if words[k].cut:
            return False
        if words[k].low in ("là", "gồm") and words[k - 1].low not in _NOT_IS:
            return k > opening.verb.first or words[k + 1].low not in _ROLES
    return False


def threatens(words: list[Word], i: int, opening: Opening) -> bool:
    """ "Số dư không được chuyển nguồn sẽ bị hủy": what will come of it, ordered of nobody."""
    end = sentence_end(words, i)
    lows = [word.low for word in words[i : next((k for k in range(i + 1, end) if words[k].cut == ";"), end)]]
    if lows[-2:] == ["tự", "chịu"] or ("thiệt" in lows and "tự" in lows and "chịu" in lows):
        return True
    return opening.party is None and "phải" not in lows and ["sẽ", "bị"] in [lows[k : k + 2] for k in range(len(lows))]


def allows(words: list[Word], i: int, opening: Opening) -> bool:
    """ "cá nhân có quyền kiến nghị": what a party may do it need not do."""
    verb = opening.verb.first if opening.verb else i
    if [word.low for word in words[verb : verb + 4]] == ["sử", "dụng", "con", "dấu"]:
        return True
    return any((words[k].low, words[k + 1].low) in _MAY for k in range(i, verb))


_COUNTED = re.compile(r"(?:cac )?so lieu (?:\w+ ){0,5}(?:tinh|chot|lay)(?: \w+){0,3} (?:den|tu|tai) [\w ]+$")


def counts_to(words: list[Word], i: int) -> bool:
    """ "Số liệu kiểm kê được tính đến hết ngày 31/12.": up to when figures count, which orders nothing more."""
    if words[i].plain not in ("so", "cac"):
        return False
    stop = next((k for k in range(i + 1, len(words)) if words[k].cut in (".", ";")), len(words))
    if any(word.cut == "," for word in words[i + 1 : stop]) or (stop < len(words) and words[stop].cut == ";"):
        return False
    return _COUNTED.match(" ".join(word.plain for word in words[i:stop])) is not None


_FACTS = re.compile(
    r"(?:thoi gian|thoi diem|dia diem|pham vi|thanh phan|doi tuong|tinh huong|muc dich|so luong|kinh phi|"
    r"noi dung tin nhan|"
    r"ten dinh danh|phuong cham|khau hieu|chu de|hinh thuc|cu ly|chieu dai|ly do|nguyen nhan)"
    r"(?: (?:to chuc|ap dung|thuc hien|dien ra|tham du|tham gia|dien tap|kiem tra|tap huan|hop|trien khai|du hop|"
    r"du kien|"
    r"thi cong|bat dau|phuc vu))*"
)


def names_fact(words: list[Word], i: int) -> bool:
    """ "Thời gian: từ ngày ... đến ngày ..., chia làm hai giai đoạn": a fact with its name before it orders nothing."""
    colon = next((k for k in range(i + 1, min(len(words), i + 7)) if words[k].cut), None)
    if colon is None or words[colon].cut != ":":
        return False
    soft = words[i].plain in ("kinh", "so", "hinh", "phuong")
    if soft and verb_at(words, colon) is not None:
        return False
    return _FACTS.fullmatch(" ".join(word.plain for word in words[i:colon])) is not None


def labels(words: list[Word], i: int, opening: Opening) -> bool:
    """ "4. Báo cáo: ..." names what follows; the order stands behind the colon."""
    verb = opening.verb
    colon = next((k for k in range(i + 1, min(len(words) - 1, i + 9)) if words[k].cut == ":"), None)
    if colon is not None and words[colon].low in _CALLED and not any(word.cut for word in words[i + 1 : colon]):
        return True  # "Đầu mối tiếp nhận: ông ..."
    if verb is None or verb.after >= len(words) or words[verb.after].cut != ":":
        return False
    watches = verb.plain in ("truc", "thuong truc", "truc ban") and verb.first - i < _LABEL
    return verb.first == i or watches  # "Lãnh đạo trực: đồng chí ..."


def ends_ban(words: list[Word], at: int) -> bool:
    """ "Tuyệt đối không: tuyển ...; thu ...": whether a colon introduces what must not be done."""
    lows = [word.low for word in words[max(0, at - 3) : at]]
    return lows[-1:] == ["không"] or lows[-2:] in (["không", "được"], ["nghiêm", "cấm"])


def foresees(words: list[Word], i: int) -> bool:
    """ "; rác không phân loại sẽ không được thu gom"."""
    lows = [word.low for word in words[i : i + 10]]
    return "sẽ" in lows and "phải" not in lows


_LIMIT = re.compile(
    r"(?:thoi (?:gian|han|diem)|han(?: cuoi| chot)?|tien do)(?: (?:hoan thanh|thuc hien|gui|nop|bao cao|trien khai|"
    r"xong))*"
)


_OFTEN = re.compile(
    r"(?:moi|hang|trong) (?:ngay|tuan|thang|quy|ca)(?: (?:it nhat|toi thieu|khong qua|mot|\d+|lan|luot))+"
)


def _often(words: list[Word], i: int) -> bool:
    """ "...; mỗi ngày ít nhất 04 lần.": how often the duty before is done."""
    stop = next((k for k in range(i + 1, min(len(words), i + 10)) if words[k].cut in (".", ";")), len(words))
    return stop - i < 9 and _OFTEN.fullmatch(" ".join(word.plain for word in words[i:stop])) is not None


_SPANNED = re.compile(r"(?:thoi ky|thoi gian|thoi diem)(?: \w+){1,4} (?:tu|den|la|tinh tu)\b")


def _told(words: list[Word], i: int) -> bool:
    """ "...; thời kỳ kiểm tra từ ngày ...", "...; mọi thiệt hại đơn vị tự chịu": what orders nothing more."""
    stop = next((k for k in range(i + 1, len(words)) if words[k].cut in (".", ";")), len(words))
    told = " ".join(word.plain for word in words[i:stop])
    return _COUNTED.match(told) is not None or _SPANNED.match(told) is not None or told.endswith(" tu chiu")


def finishes(words: list[Word], i: int, verb: Token) -> bool:
    """ "Tập huấn cho ...; việc tập huấn xong trước 15/8", "...; thời hạn: 15/8": a time limit of the duty before."""
    lows = [word.plain for word in words[i : i + 1 + verb.size]]
    if lows == ["viec", *verb.plain.split()]:
        return True
    if _often(words, i) or _told(words, i):
        return True
    colon = next((k for k in range(i + 1, min(len(words), i + 8)) if words[k].cut), i)
    told = " ".join(word.plain for word in words[i:colon])
    return colon > i and words[colon].cut == ":" and _LIMIT.fullmatch(told) is not None


def grants(words: list[Word], i: int) -> bool:
    """ "; nếu ... thì được quyền ...": what a party may do it need not do."""
    return words[i].low in ("nếu", "khi", "trường", "quá") and not words[i].capital


def asks_others(words: list[Word], token: Token) -> bool:
    """ "; yêu cầu các cơ sở in ...": the party itself asks others."""
    if token.plain != "yeu cau" or token.after >= len(words):
        return False
    return words[token.after].low in ("các", "những", "mọi", "người")
