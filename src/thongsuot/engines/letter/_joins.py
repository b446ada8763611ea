"""Tell what a verb behind a comma or "và" has to do with the clause before: part of it, or an order of its own."""

from thongsuot.engines.letter._clause import Clause, is_verb_of
from thongsuot.engines.letter._coordinate import reports
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._moves import MOVED
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._tokens import Token
from thongsuot.engines.letter._words import Word

_RESULTS = listed(
    "gây; làm; ảnh; bỏ; xảy; gián; phát; lây; lãng; tạo; trùng; chồng; nên; chủ; lơ; chạy; hình; phô; đùn; né; còn; "
    "có; ai"
)


def rostered(words: list[Word], at: int) -> bool:
    """ "danh sách trực lãnh đạo, trực kỹ thuật": one list of those on duty."""
    before = next((k for k in range(at - 1, max(0, at - 8), -1) if words[k].low == "trực"), 0)
    return before > 0 and words[before - 1].low in ("sách", "lịch", "độ", "án", "bộ", "công", "ca", "bảng")


def bans(words: list[Word], opening: Opening) -> bool:
    """ "..., tuyệt đối không vứt xác lợn": a ban belongs to no purpose before it."""
    low = [word.low for word in words[opening.first : opening.first + 3]]
    return low == ["tuyệt", "đối", "không"] or low[:2] in (["không", "được"], ["nghiêm", "cấm"])


def bare_ban(last: Clause, first: int) -> bool:
    """ "Không được tẩy xóa, sửa chữa trên ...", "Đình chỉ hoạt động, xử lý ...": it waits for the object behind."""
    verb = last.opening.verb if last.opening and not last.governed else None
    if verb is None or first - verb.after > 3:
        return False
    return verb.plain in ("dinh chi", "cham dut") or (is_verb_of("forbid", verb) and verb.plain.startswith("khong"))


def results(words: list[Word], verb: Token) -> bool:
    """ "..., không để gián đoạn" says how well, "..., không cắt liên lạc" forbids."""
    after = [word.low for word in words[verb.first + 1 : verb.first + 3]]
    return bool(after) and (after[0] in _RESULTS or (after[0] == "để" and after[1:] != ["lại"]))


def covers(words: list[Word], last: Clause) -> bool:
    """ "Nghiêm cấm đốt nương, xử lý thực bì": one ban, or one new date, over all that follows."""
    verb = last.opening.verb if last.opening else None
    return (
        verb is not None
        and not last.governed
        and (
            verb.plain in ("nghiem cam", "cam", "khong thuc hien", "khong to chuc", "khong tien hanh", MOVED)
            or (is_verb_of("forbid", verb) and any(word.plain in ("viec", "moi") for word in _behind(words, verb)))
        )
    )


def _behind(words: list[Word], verb: Token) -> list[Word]:
    """The word behind a verb, and the next where the first only says how soon."""
    behind = words[verb.after : verb.after + 2]
    return behind if behind and behind[0].low == "ngay" else behind[:1]


def suffered(words: list[Word], last: Clause) -> bool:
    """ "... phải được thau rửa, khử trùng": the verbs behind the first are suffered by the same thing."""
    verb = last.opening.verb if last.opening else None
    return verb is not None and verb.first > 0 and "được" in (words[verb.first].low, words[verb.first - 1].low)


def gathers(words: list[Word], last: Clause, verb: Token) -> bool:
    """ "Tổng hợp kết quả, báo cáo Bộ" is one report."""
    before = last.opening.verb if last.opening else None
    tells = reports(verb) or verb.plain == "trinh"
    owned = before is not None and before.after < len(words) and words[before.after].low == "của"
    return before is not None and before.plain.startswith("tong hop") and tells and not owned


_RESCUES = listed(
    "cuu ho; cuu nan; cuu tro; so tan; di doi; ho tro; ung cuu; khac phuc; tham gia; giup do; van chuyen; cap cuu; "
    "cuu ho cuu nan; xu ly; bao ve; phuc vu"
)
_SPAN = 40  # words before a verb in which the means it is for may stand
_MEANS = listed("lượng; tiện; án; tư; lực; bị; nhân; vật")


def equips(words: list[Word], last: Clause, verb: Token) -> bool:
    """ "Sẵn sàng lực lượng, phương tiện sơ tán dân, cứu hộ ...": what the means are for, behind the first of it."""
    before = last.opening.verb if last.opening else None
    if before is None or verb.plain not in _RESCUES:
        return False
    ready = words[max(last.first, verb.first - _SPAN) : verb.first]
    return any(word.low in _MEANS and _rescues(ready, k + 1) for k, word in enumerate(ready))


def _rescues(ready: list[Word], k: int) -> bool:
    if k + 1 >= len(ready) or ready[k].cut:
        return False
    first = next((m for m in range(k, min(k + 3, len(ready) - 1)) if not ready[m].cut), k)
    return f"{ready[first].plain} {ready[first + 1].plain}" in _RESCUES or ready[k].plain == "de"
