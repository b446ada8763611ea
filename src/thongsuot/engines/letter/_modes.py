"""Once, again and again, always, on a trigger, or never: how a duty binds."""

import re

from thongsuot.engines.letter._clause import Clause, is_verb_of
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._moves import MOVED
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._tokens import VERBS, Token, token_at
from thongsuot.engines.letter._words import Word

_AUX = listed(
    "to chuc; trien khai; thuc hien; phoi hop; chi dao; chu tri; tang cuong; phoi hop voi; huong dan; phan "
    "cong; tiep tuc; uu tien; chuan bi; huy dong"
)


_NEVER = re.compile(r"(?:tuyet doi )?khong (?!ngung |nhung |chi |chi$|de |con )")
_WHENEVER = re.compile(
    r"(?:moi|bat ky|bat cu|tat ca(?: cac)?|cac) (?:truong hop|tinh huong|su co|phan anh|vi pham|vuong mac|thac mac|"
    r"thay doi|"
    r"dau hieu|khieu nai|bien dong|dien bien|kien nghi|yeu cau|bat thuong|y kien)[\w, ]{0,80}?(?:\bphai |, (?:cac|"
    r"don vi|doanh nghiep) )"
)
_VOICES = re.compile(
    r"(?:moi |cac )?(?:thong tin |y kien |noi dung )?(?:phan anh|gop y|kien nghi|khieu nai|to giac|"
    r"phan hoi)(?: \w+){0,8}? "
    r"(?:ve|gui|chuyen|xin|de nghi|lien he|qua|den|goi) "
)
_HALTS = listed("dung; ngung; ngat; tam dung; tam ngung; dinh chi; cham dut; tam ngat; tam dinh chi; tu choi")
_EVENT = re.compile(
    r"(?:co |moi |cac |nhung |neu |khi )?(?:su co|vuong mac|kho khan|truc trac|bat thuong|thac mac|phat sinh|vi pham|"
    r"tai nan|dau hieu|truong hop|tinh huong|van de)\b[\w, ]{0,80}?\b(?:phai|thi|xin|de nghi|can|lien he|"
    r"bao ngay|bao cao|"
    r"phan anh|thong bao|gui ve|trao doi)\b"
)
_OCCASION = re.compile(
    r"(?:chu tri |phoi hop |chu dong |khan truong )*(?:to chuc|mo|phat dong|khai mac|tien hanh) (?:\w+ ){0,3}?"
    r"(?:dot|chien dich|le|hoi nghi|hoi thao|cuoc|lop|buoi|khoa|ngay hoi|dai hoi|phien|hop)\b(?! trinh)|"
    r"kiem tra,? (?:va )?ra soat|(?:cung cap|chuyen|cap nhat|chot) (?:\w+ ){0,2}?(?:danh sach|so lieu|ho so|"
    r"tai lieu|bang|bieu|mau|ban do|toa do)\b"
)
_AHEAD = re.compile(
    r"(?:thong bao|bao|dang|niem yet)\b.*truoc khi [\w ]*(?:it nhat|toi thieu) (?:truoc )?\d+ (?:ngay|gio|phut)|"
    r"(?:thong bao|bao|dang|niem yet)\b.*(?:it nhat|toi thieu|truoc) \d+ (?:ngay|gio|phut) truoc khi|"
    r"bo tri (?:it nhat |toi thieu )?(?:\d+|mot|hai|ba) (?!nguoi truc|can bo truc)"
)
_UNFIT = re.compile(r"\b(?:khong (?:co|du|dam|bao|dat|dung|chap|thuc|tuan|khai)|co hanh vi|co dau hieu|co tinh)\b")
_AMISS = re.compile(r"\b(?:vi pham|tai pham|sai pham|de xay ra|thieu trach|chay i)\b")
_PUNISHES = re.compile(
    r"(?:kien quyet |kip thoi |xem xet )*(?:xu ly|xu ly nghiem|xu phat|ky luat|dinh chi|"
    r"thu hoi (?:giay phep|chung chi|the |bang |quyet dinh)|truy cuu|ra quyet dinh xu phat)\b"
)
_AGAINST = re.compile(  # "tạm ngừng dịch vụ đối với thuê bao phát tán ...": where such a one is found
    r"\b(?:doi voi|voi|cua) (?:cac |nhung |moi )?(?!hang |mat hang|buu gui|hang hoa)(?:\w+ ){1,4}?(?:khong (?:co|du|"
    r"dat|"
    r"dung|chap|thuc|bao|dam|xac|khai|nop|tham)|vi pham|chua|tren \d|qua \d|qua han|vuot|phat tan|tai pham|(?:khong|"
    r"trai) phep|co (?:hanh vi|"
    r"dau hieu|bieu hien|nguy co)|bi (?:nhiem|tan cong|phat hien)|loi dung|gia mao)"
)
_FAILS = re.compile(  # "Thiết bị không đạt phải ...": what fails is dealt with, so nothing is done while none does
    r"(?!khong |tuyet doi |nghiem cam )(?:\w+ ){1,8}?(?:khong (?:dat|du|bao dam|dam bao|hop le|dung|con|co)|hong|"
    r"hu hong|qua (?:han|tai)|"
    r"tro nang|chuyen nang|co trieu chung|het han|vi pham|nghi ngo|bi (?:\w+ ){1,3}?|co dau hieu|co bieu hien|"
    r"gap su co)[\w ]{0,40}? (?:phai|thi|bao ngay|lien he) "
)
_BEYOND = re.compile(
    r"(?:kip thoi |chu dong )*(?:bao cao|kien nghi|de xuat|phan anh|xin y kien|trinh|giai quyet)\b.*"
    r"(?:vuot (?:qua )?tham quyen|ngoai tham quyen|(?:kho khan|vuong mac|van de) phat sinh|phat sinh vuong mac)"
)
_PLANS = re.compile(
    r"(?:san sang |chu dong )*(?:chuan bi|xay dung|lap|ra soat|hoan thien|cap nhat)\b[\w ,]{0,40}?"
    r"(?:phuong an|ke hoach|kich ban|luc luong|vat tu|phuong tien)"
)
_DONE = re.compile(
    r"(?:\w+ ){1,3}(?:xong|het) (?!suc)|(?!nhac |giu |o |quay |con |luu |ghi |de |goi )\w+ (?:\w+ )?lai (?!suc)|"
    r".*\b(?:lan|dot|vong|mui|loi \w+) thu (?:nhat|hai|ba)\b|"
    r"(?:ho tro|cap|phat|tang|giao|trang bi) (?:cho )?moi (?:ho|xa|thon|to|nguoi|em|don vi|diem|tram|huyen) \d+"
)
_HABIT = re.compile(
    r"\b(?:(?:vao|trong) (?:cac|nhung|moi) (?:ngay|dip|buoi|ca|phien|gio|toi|dot|mua|su kien)|"
    r"vao (?:gio|luc) |(?:dau|cuoi) (?:gio|buoi|ca) |moi (?:phien|ca|chuyen|lan|buoi|dot|khi|ngay|tuan|vu)|truoc khi|"
    r"hang ngay|giam sat|xu ly nghiem|"
    r"kiem tra (?:ky|chat|nghiem)|khi (?:co|can|thi|tham|giao|tiep)|24/24|24/7|suot)|^thoi gian "
)
_SERVICE = re.compile(r"trong (?:vong |thoi han |thoi gian )?\d{1,3} (?:gio|phut)\b(?! (?:ke |tinh )?(?:tu|sau)\b)")
_ON_EVENT = re.compile(
    r"(?:trong|qua|nhat)[\w ]{0,40}? (?:tu|sau) (?:khi|luc|thoi diem) (?:(?:tiep )?nhan (?:duoc )?(?:tin|phan anh|"
    r"thong bao|"
    r"canh bao|yeu cau|de nghi|don|ho so|khieu nai|lenh|hang|buu gui)|phat hien|xay ra|phat sinh|su co|bi |mat |"
    r"co (?!hieu luc|quyet)|"
    r"duoc (?:thong bao|yeu cau|bao))"
)


def mode_of(
    words: list[Word],
    clause: Clause,
    plain: str,
    moment: Moment | None,
    *,
    recurs: bool,
    trigger: str | None,
    verb: Token | None,
    ahead: str = "",
) -> Mode:
    """The mode of a clause whose folded words are `plain`."""
    assert clause.opening is not None  # noqa: S101 - only opened clauses become duties
    halts = clause.opening.verb is not None and clause.opening.verb.plain in _HALTS
    stops = halts and (trigger or _AGAINST.search(plain) or _FAILS.match(plain))
    apart = (clause.opening.banned or clause.governed) and _own_subject(words, clause)
    if clause.opening.banned and not clause.governed and not apart:
        return Mode.PROHIBITION
    if not stops and ((not apart and forbids(words, clause.opening.verb)) or _NEVER.match(plain)):
        return Mode.PROHIBITION
    if recurs or (moment is not None and moment.at is None and _EACH.search(plain)):
        return Mode.RECURRING
    if clause.opening.verb and clause.opening.verb.plain == MOVED:
        return Mode.ONE_OFF
    if trigger and clause.opening.trigger is None and _PLANS.match(plain):
        trigger = None
    if (
        trigger
        or stops
        or _stops_unfit(clause, plain)
        or _FAILS.match(f"{ahead} {plain}" if clause.opening.party else plain)
        or (_PUNISHES.match(plain) and _AGAINST.search(plain))
        or _WHENEVER.match(plain)
        or _EVENT.match(plain)
        or (_VOICES.match(plain) and not plain.startswith(("phan anh ", "kien nghi ", "gop y ", "phan hoi ")))
        or _BEYOND.match(plain)
        or _ON_EVENT.search(f"{ahead} {plain}")
    ):
        return Mode.CONDITIONAL
    if moment is not None and moment.relation in (Relation.BEFORE, Relation.UNTIL) and not _vague(moment, plain):
        if plain.startswith("thoi han "):
            return Mode.ONE_OFF
        if not is_verb_of("once", verb) and _SERVICE.search(plain):
            return Mode.STANDING
        stays = (
            moment.relation is Relation.UNTIL
            and not is_verb_of("once", verb)
            and re.search(r"\b(?:den|toi) het\b", plain)
        )
        return Mode.STANDING if stays else Mode.ONE_OFF
    once = (
        _OCCASION.match(plain)
        or _PLANS.match(plain)
        or _AHEAD.match(plain)
        or (_once(verb) and not _HABIT.search(plain))
        or _DONE.match(plain)
        or _counts(words, verb)
    )
    return Mode.ONE_OFF if once and not _keeps_on(plain) else Mode.STANDING


def _own_subject(words: list[Word], clause: Clause) -> bool:
    """ "Cấm xe tải qua cầu; các xe này đi theo ...": behind a ban somebody is told what to do instead."""
    lows = [word.low for word in words[clause.first : min(clause.last, clause.first + 10)]]
    told = "này" in lows[:4] or "đó" in lows[:4] or "được phép" in " ".join(lows)
    return told or ("phải" in lows[1:] and "không" not in lows[: lows.index("phải", 1)])


def happens(words: list[Word], clause: Clause) -> bool:
    """ "Mọi trục trặc xin báo ...": an event leads, and whoever meets it acts."""
    return _EVENT.match(" ".join(word.plain for word in words[clause.first : clause.last])) is not None


def _counts(words: list[Word], verb: Token | None) -> bool:
    """ "Sản xuất 02 phóng sự", "cấp 50 SIM": so many are made or given once; hours and people on duty are kept up."""
    if verb is None or is_verb_of("lasting", verb) or verb.after + 1 >= len(words) or verb.plain in _KEPT_UP:
        return False
    number, after = words[verb.after], words[verb.after + 1]
    return number.plain.isdigit() and not number.cut and after.low not in _UNITS


_KEPT_UP = listed(
    "bo tri; truc; cu; to chuc; phat; chay; giam; tang; du tru; du phong; luu; phan cong; trang bi; nhan; mo"
)
_UNITS = listed(
    "giờ; h; phút; ngày; tuần; tháng; quý; năm; lần; lượt; người; cán; nhân; ca; buổi; kỹ; đồng; 24; tổ; nhóm"
)


def _once(verb: Token | None) -> bool:
    return is_verb_of("once_always", verb) or (verb is not None and verb.plain.startswith(("gui ", "nop ")))


def _stops_unfit(clause: Clause, plain: str) -> bool:
    """ "đình chỉ phương tiện không có phao", "chấm dứt hợp đồng với đại lý vi phạm": where that is found."""
    verb = clause.opening.verb if clause.opening else None
    if verb is None or (verb.plain not in ("dinh chi", "cham dut") and not _PUNISHES.match(plain)):
        return False
    if _UNFIT.search(plain):
        return True
    return ("hop dong" in plain or verb.plain not in ("dinh chi", "cham dut")) and _AMISS.search(plain) is not None


def _vague(moment: Moment, plain: str) -> bool:
    """ "trước khi nhận gửi" names no day, but comes each time."""
    return moment.at is None and moment.relation is Relation.BEFORE and "truoc khi" in plain


_EACH = re.compile(r"\b(?:truoc|sau) moi (?:dot|lan|ca|phien|chuyen|ky|cuoc|buoi)\b")
_SHUT = listed("biển; đường; chợ; bến; cầu; rừng")  # "cấm biển" is done on a day; it forbids nothing to its reader


def forbids(words: list[Word], verb: Token | None) -> bool:
    """Whether a verb forbids; a lone syllable with its own marks: "cấm" does, "cắm" does not."""
    if verb is None:
        return False
    told = " ".join(word.plain for word in words[verb.after : verb.after + 12])
    if verb.plain in ("dinh chi", "cham dut") and _UNFIT.search(told):
        return False
    if verb.plain == "cham dut" and told.startswith(("hop", "thoa")):
        return False
    shut = [word.low for word in words[verb.first : verb.first + 2]]
    if shut[:1] == ["cấm"] and shut[1:] and shut[1] in _SHUT:
        return False
    before = [word.low for word in words[max(0, verb.first - 2) : verb.first]]
    return before == ["không", "được"] or match(words, verb.first, phrases("verbs", "forbid")) > 0


def _keeps_on(plain: str) -> bool:
    return (
        re.match(
            r"(?:tiep tuc|thuong xuyen|duy tri|tang cuong|day manh|chu dong|san sang|lien tuc|uu tien|nghiem tuc|"
            r"thuc hien tot|thuc hien (?:nghiem |nghiem tuc |day du |tot )*(?:che do|quy dinh)|quan tam|chu trong|"
            r"lam tot)",
            plain,
        )
        is not None
        or "thuong xuyen" in plain
    )


def main_verb(words: list[Word], first: int, last: int, verb: Token | None) -> Token | None:
    """The verb that carries the meaning: the first behind "tổ chức", "chỉ đạo", "phối hợp với ..."."""
    i = verb.first if verb else first
    carrier = verb
    while i < last:
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        if words[i].cut in (".", ";") and i > first:
            break
        if token.part in VERBS:
            carrier = carrier or token
            if token.plain not in _AUX:
                return token
        elif token.part.value == "purpose" or (
            token.plain in ("viec", "cong", "cac") and token.first > (verb.after if verb else first)
        ):
            break
        i = token.after
    return carrier
