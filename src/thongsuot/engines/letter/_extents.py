"""Find where the name of a party ends and its verb begins."""

from functools import cache
from itertools import pairwise

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._lexicon import folded_set, match, phrases, table
from thongsuot.engines.letter._name_parts import part_at
from thongsuot.engines.letter._steps import case_at, modal_at, verb_at
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

RELATIVE = listed(
    "so huu; uy quyen; nhuong quyen; lien ket; cung cap; hoat dong; kinh doanh; khai thac; tham gia; quan ly; "
    "van hanh; su dung; phuc vu; phat hanh; "
    "dong; phoi hop; chuyen phat; thu gom; van chuyen; phan phoi; ban; mua; mua ban; san xuat; cho thue"
)
_NOUNS = listed("nghiep; vi; quan; chuc; mang; ly; ban; diem; truc; ty; thue; isp; nha; vu")
_PASSIVE = listed("nơi; được; có; bị; đang; đã; và; chịu; chưa; noi; duoc; bi; dang; va; chiu; chua")
_PLACES = listed("khu; sở; điểm; trại; lớp; nơi")  # "khu cách ly", "cơ sở dạy thêm"
_CHARGED = listed("phu trach; thuong truc")  # "Phó Giám đốc phụ trách chỉ đạo ..."
_POSTS = listed("doc; truong; tich; nhiem; thu")
_STANDS = listed("treo; dat; nam; dong; lap dat; hoat dong; neo; neo dau; xay dung; trong; do; thi cong; luu hanh")
_WHERE = listed("trên; tại; ở; trong; qua; dọc; theo")
_LONGEST = 70


def extent_of(words: list[Word], i: int) -> int:
    """A party's name runs to the first verb that is not its own description."""
    start = i
    i = max([i, *(k + part_at(words, k) for k in range(max(1, i - 6), i))])
    while i < len(words) and i - start < _LONGEST:
        if size := part_at(words, i) or _is_telecom(words, i):
            i += size
            continue
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        if _closes(words, i) or (i > start and _binds(words, i)):
            return i
        if size := _told_of(words, start, token):
            i += size
            continue
        if token.part in VERBS and not words[i].depth and not _describes(words, token) and not _named(words, token):
            return _with_manner(words, i, start)
        if token.part is Class.PURPOSE:
            return i
        if i > start and token.part is Class.PLAIN and acts(words, i):
            return _with_manner(words, i, start)
        i += token.size
    return i


def _is_telecom(words: list[Word], i: int) -> bool:
    """ "viễn thông bảo đảm" folds to the verb "thông báo"."""
    return words[i].plain == "thong" and words[i - 1].plain == "vien"


def _closes(words: list[Word], i: int) -> bool:
    """Whether a mark, a ground, a command or a case ends the name."""
    if words[i].cut and words[i].cut in ".;:":
        return True
    if tuple(word.plain for word in words[i : i + 2]) in (("can", "cu"), ("tren", "co")) or commands(words, i):
        return True
    return not words[i].depth and words[i - 1].low not in ("từ", "đến") and case_at(words, i)


def _told_of(words: list[Word], start: int, token: Token) -> int:
    """How many words of a verb belong to the party: "các hợp tác xã vận tải", "các xã chưa bố trí ... phải"."""
    if token.part not in VERBS:
        return 0
    head = match(words, token.first, phrases("offices", "heads"))
    if token.plain in _CHARGED and words[token.first - 1].plain in _POSTS and verb_at(words, token.after):
        return token.size
    return head if head > token.size else token.size if _relative(words, start, token) else 0


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
    if words[token.first - 1].low in _PASSIVE and token.plain != "co phuong an":
        return before != "va" or token.part is Class.WEAK
    if token.plain == "chu tri" and before in _NOUNS and not words[token.first].cut and token.after < len(words):
        after = token_at(words, token.after)
        return after is not None and after.part is Class.PLAIN and not words[token.after].cut
    if token.plain in _STANDS and words[token.after : token.after + 1] and words[token.after].low in _WHERE:
        return _verb_follows(words, token.after, listed=False, weak=True)
    if (words[token.first - 2].low, words[token.first - 1].low) == ("nhu", "cầu"):
        return _verb_follows(words, token.after, listed=False)
    if words[token.first - 1].low in _PLACES and not words[token.first].cut and not words[token.first - 1].capital:
        return _verb_follows(words, token.after, listed=False)
    if token.plain not in RELATIVE or before not in _NOUNS or words[token.first].cut:
        return False
    served = tuple(word.plain for word in words[token.after : token.after + 2]) == ("dich", "vu")
    return _verb_follows(words, token.after, listed=served or token.plain == "chuyen phat")


def _relative(words: list[Word], start: int, token: Token) -> bool:
    """ "UBND các xã chưa bố trí mặt bằng đặt tủ khẩn trương bàn giao": what stands between only describes the party."""
    if token.plain == "khong" and any(
        word.low == "phải" and not any(other.cut for other in words[token.first : k + 1])
        for k, word in enumerate(words[token.after : token.after + 7], token.after)
    ):
        return True  # "Các đơn vị không tham dự được phải báo ..."
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


def _verb_follows(words: list[Word], i: int, *, listed: bool, weak: bool = False) -> bool:
    """Whether an order comes behind; `listed` lets it come behind a colon."""
    while i < len(words) and words[i].cut not in (".", ";", ":"):
        token = token_at(words, i)
        if token is not None and (token.part is Class.STRONG or (weak and token.part in VERBS and token.size > 1)):
            return True
        i += token.size if token else 1
    return listed and i < len(words) and words[i].cut == ":"


def _with_manner(words: list[Word], i: int, start: int) -> int:
    """Step back over the manner words before a verb: they belong to the verb."""
    while i > start:
        for size in (3, 2, 1):
            token = token_at(words, i - size) if i - size >= start else None
            if token and token.part is Class.MANNER and token.after == i and not (words[i].cut and words[i].cut != ","):
                i -= size
                break
        else:
            return i
    return i
