"""Find where the name of a party ends and its verb begins."""

from functools import cache
from itertools import pairwise

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._lexicon import folded_set, match, phrases, table
from thongsuot.engines.letter._steps import modal_at, verb_at
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

RELATIVE = listed(
    "so huu; uy quyen; nhuong quyen; lien ket; cung cap; hoat dong; kinh doanh; khai thac; tham gia; quan ly; "
    "van hanh; su dung; phuc vu; phat hanh; "
    "dong; phoi hop; chuyen phat; thu gom; van chuyen; phan phoi; ban; mua; mua ban; san xuat; cho thue"
)
_NOUNS = listed("nghiep; vi; quan; chuc; mang; ly; ban; diem; truc; ty; thue; isp; nha; vu")
_LONGEST = 70


def extent_of(words: list[Word], i: int) -> int:
    """A party's name runs to the first verb that is not its own description."""
    start = i
    while i < len(words) and i - start < _LONGEST:
        if words[i].plain == "thong" and words[i - 1].plain == "vien":
            i += 1  # "viễn thông bảo đảm" folds to the verb "thông báo"
            continue
        if _wards_off(words, i):
            i += 2
            continue
        if words[i].cut and words[i].cut in ".;:":
            return i
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        ground = tuple(word.plain for word in words[i : i + 2]) in (("can", "cu"), ("tren", "co"))
        if ground or commands(words, i) or (i > start and _binds(words, i)):
            return i
        if token.part in VERBS and _relative(words, start, token):
            i += token.size
            continue
        if token.part in VERBS and not words[i].depth and not _describes(words, token) and not _named(words, token):
            return _with_manner(words, i, start)
        if token.part is Class.PURPOSE:
            return i
        if i > start and token.part is Class.PLAIN and acts(words, i):
            return _with_manner(words, i, start)
        i += token.size
    return i


def acts(words: list[Word], i: int) -> bool:
    """ "Trưởng thôn gọi từng hộ", "Sở Y tế kiểm nghiệm mẫu ...": a verb of one syllable, or one no list knows."""
    if words[i].cut or words[i].depth or words[i].capital or i + 2 >= len(words) or not _object(words, i + 1):
        return False
    if (words[i].plain, words[i + 1].plain) in _compounds() or (words[i - 1].plain, words[i].plain) in _compounds():
        return False
    if match(words, i, phrases("verbs", "item")) or match(words, i, phrases("verbs", "moves")):
        return words[i - 1].low not in _NO_DOER
    named = i > 1 and words[i - 1].capital and words[i - 2].capital and not words[i - 1].cut
    named = named and words[i - 2].plain not in folded_set("offices", "heads")
    return named and words[i].low not in _NO_VERB


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    """The pairs of syllables of which the names of offices are made: "y tế", "công nghệ"."""
    names = " ; ".join(table("offices")[key] for key in ("heads", "groups", "spelt", "singles"))
    return frozenset(pairwise(fold(names).replace(";", " ; ").replace(",", " , ").split()))


def _object(words: list[Word], i: int) -> bool:
    """Whether a word may begin what is done to something."""
    return not words[i].cut and (words[i].plain.isdigit() or words[i].low in _OBJECTS)


_OBJECTS = listed(
    "các; những; mọi; mỗi; toàn; tất; hết; ngay; lại; thêm; đủ; cho; về; ra; vào; lên; xuống; một; hai; ba; bốn; năm; "
    "sáu; bảy; tám; chín; mười; số; danh; hồ; bản; phiếu; đơn; xe; máy; người; điện; thuốc; giấy; biển; tin; "
    "trực; công; "
    "kinh; tiền; vốn; đường; học; trẻ; dân; khách; hàng; phương; biện; kế; tờ; lịch; báo; văn; thông; nội; kết; "
    "ý; từng; "
    "sổ; nhau; đồng; nước; cán; nhân; lực; tàu; rừng; cây; lúa; gia; vật; trang; thiết; cáp; trạm; kho; nhà; "
    "phòng; lớp; "
    "bài; ảnh; loa; cờ; pa; băng; đèn; phụ; giáo; bệnh; sản; tổng; dữ; mẫu; chất; hóa; rác; bùn; cống; ao; hồ; đê; kè; "
    "không; thường; kịp; nhắc; đúng; sẵn; trước; xong; cả; với"
)
_NO_DOER = listed(
    "máy; trạm; nhà; xe; phòng; điểm; nơi; việc; công; người; số; tiền; giá; hàng; bộ; tổ; cái; sự; được; bị"
)
_NO_VERB = listed(
    "và; với; của; tại; ở; trên; có; là; được; bị; đã; sẽ; đang; không; về; để; theo; do; khi; nếu; thuộc; này; "
    "đó; cùng; "
    "hoặc; cấp; số; khu; qua; từ; đến; trong; ngoài; các; những; gồm; như; phường; xã; huyện; tỉnh; quận; "
    "thành; thị; thôn; "
    "bản; ấp; đoạn; chi; phòng; ban; đội; tổ; hạng; loại; năm; ngày; tháng; quý; khóa; nhiệm; đợt; lần; mới; "
    "cũ; lớn; nhỏ; "
    "phía; bên; giữa; gần; xa; tuyến; đường; sông; hồ; cầu; chợ; mỗi; mọi; phải; cần; nên; vì; bằng; nhằm; ra; "
    "vào; lên; "
    "xuống; lại; đi; hay; sau; trước; nhất; hai; ba; bốn; một; cả; cho; đối; ngay; kể; gọi; nói; tên; hiệu; ký; "
    "cụ; điện; tin"
)


def _wards_off(words: list[Word], i: int) -> bool:
    """ "Ban Chỉ huy phòng, chống thiên tai": what a command is for belongs to its name."""
    pair = tuple(word.low for word in words[i : i + 2])
    return pair == ("phòng", "chống") and words[i - 1].plain in ("huy", "dao", "tac", "ve") and not words[i].cut


def _binds(words: list[Word], i: int) -> bool:
    """ "phải", "có trách nhiệm", "là đầu mối": what a party must do or be is none of its name."""
    low = words[i].low
    if words[i].depth or (low == "phải" and words[i - 1].low == "không"):
        return False
    return modal_at(words, i) > 0 or (low == "là" and words[i - 1].low not in ("gọi", "được", "hiểu"))


def commands(words: list[Word], i: int) -> bool:
    """ "Sở ... đề nghị các đơn vị": the party before the command ends there."""
    pair = tuple(word.plain for word in words[i : i + 2])
    before = words[i - 1].plain
    return (
        pair in {("de", "nghi"), ("yeu", "cau"), ("kinh", "de"), ("tran", "trong")}
        and not words[i].cut
        and before not in ("theo", "co", "cac", "nhu", "nhung")
    )


def _describes(words: list[Word], token: Token) -> bool:
    """ "đại lý phân phối thẻ ..." describes the party when another verb follows before a mark."""
    before = words[token.first - 1].plain
    if before in ("noi", "duoc", "co", "bi", "dang", "da", "va", "chiu", "chua") and token.plain != "co phuong an":
        return before != "va" or token.part is Class.WEAK
    if token.plain == "chu tri" and before in _NOUNS and not words[token.first].cut and token.after < len(words):
        after = token_at(words, token.after)
        return after is not None and after.part is Class.PLAIN and not words[token.after].cut
    if token.plain not in RELATIVE or before not in _NOUNS or words[token.first].cut:
        return False
    served = tuple(word.plain for word in words[token.after : token.after + 2]) == ("dich", "vu")
    return _verb_follows(words, token.after, listed=served or token.plain == "chuyen phat")


def _relative(words: list[Word], start: int, token: Token) -> bool:
    """ "UBND các xã chưa bố trí mặt bằng đặt tủ khẩn trương bàn giao": what stands between only describes the party."""
    if not any(word.low in ("chưa", "đã", "đang", "có") for word in words[start + 1 : token.first]):
        return False
    for k in range(token.after, min(len(words) - 2, token.after + 25)):
        if words[k].cut in (".", ";", ":", ","):
            return False
        if (
            words[k].low == "phải"
            or (words[k].low == "không" and verb_at(words, k + 1))
            or (words[k].plain, words[k + 1].plain) in _URGES
        ):
            return True
    return False


_URGES = {("khan", "truong"), ("nghiem", "tuc"), ("co", "trach"), ("chu", "dong"), ("som", "hoan")}


def _named(words: list[Word], token: Token) -> bool:
    """ "Trung tâm Khai thác vận chuyển tăng ...": a verb between a capital and another verb."""
    if token.part is not Class.WEAK or words[token.first].cut or not words[token.first - 2].capital:
        return False
    after = token_at(words, token.after)
    return after is not None and after.part in VERBS and not words[token.after].cut


def _verb_follows(words: list[Word], i: int, *, listed: bool) -> bool:
    """Whether an order comes behind; `listed` lets it come behind a colon."""
    while i < len(words) and words[i].cut not in (".", ";", ":"):
        token = token_at(words, i)
        if token is not None and token.part is Class.STRONG:
            return True
        i += token.size if token else 1
    return listed and i < len(words) and words[i].cut == ":"


def _with_manner(words: list[Word], i: int, start: int) -> int:
    """Step back over the manner words before a verb: they belong to the verb."""
    while i - 1 > start:
        for size in (3, 2, 1):
            token = token_at(words, i - size) if i - size > start else None
            if token and token.part is Class.MANNER and token.after == i and not (words[i].cut and words[i].cut != ","):
                i -= size
                break
        else:
            return i
    return i
