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
    """ "Không được tẩy xóa, sửa chữa trên ...": two words behind a ban wait for the object of the next verb."""
    verb = last.opening.verb if last.opening and not last.governed else None
    return (
        verb is not None and is_verb_of("forbid", verb) and verb.plain.startswith("khong") and first - verb.after <= 3
    )


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
            or (is_verb_of("forbid", verb) and verb.after < len(words) and words[verb.after].plain in ("viec", "moi"))
        )
    )


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
