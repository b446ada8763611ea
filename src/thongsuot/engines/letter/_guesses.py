"""Orders whose verb no list knows, told by the words around it."""

from thongsuot.engines.letter._fold import listed as listed_words
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._steps import sentence_end
from thongsuot.engines.letter._tokens import Class, Token, token_at
from thongsuot.engines.letter._words import Word

_MEASURES = listed_words(
    "toàn; tất; hết; ngay; xong; lại; đủ; thêm; sẵn; kỹ; gọn; từng; các; những; mọi; mỗi; cho; đúng; bớt"
)
_NOUNS = listed_words(
    "trưởng; lịch; tên; xe; kho; số; tổng; phần; nơi; chỗ; tuyến; hàng; kiện; thư; ca; đợt; ngày; giờ; mức; giá; phí; "
    "mặt; bảng; biểu; mẫu; đơn; tin; bài; ảnh; tất; hai; ba; bốn; năm; một; mười; là; có; ai; nay; vừa; hiện; qua; với"
)
_GIVEN = listed_words("ho tro; mien; giam; thanh toan; chi tra; hoan; tra; khen thuong; giam tru; cong")
_TOLD = listed_words("đã; sẽ; là; bị; được; đang; vẫn")
_ENDS = listed_words("truoc; cham; trong; xong; muon; vao; den; ngay")


def guessed(words: list[Word], i: int, *, listed: bool) -> Opening | None:
    """An item like "Kê toàn bộ kiện hàng ...", or one whose subject suffers what is ordered."""
    stop = sentence_end(words, i)
    if listed and (suffered := _suffered(words, i, stop)):
        return Opening(i, i, suffered)
    if not listed or i + 3 >= stop or not words[i].capital or words[i].low in _NOUNS:
        return None
    token = token_at(words, i)
    if token is not None and token.part is Class.MANNER:
        return _urged(words, i, stop)
    known = token is None or token.part is not Class.PLAIN
    if known or words[i + 1].low not in _MEASURES or words[i + 1].cut:
        return None
    told = any(word.low in _TOLD for word in words[i + 1 : min(stop, i + 9)])
    return None if told else Opening(i, i, Token(i, 1, Class.STRONG, words[i].plain))


def _urged(words: list[Word], i: int, stop: int) -> Opening | None:
    """ "Chủ động tiêu nước đệm ...": whatever stands behind the manner of an order is its verb."""
    k = i
    while (token := token_at(words, k)) is not None and token.part is Class.MANNER and token.after < stop - 1:
        k = token.after
    if token is None or token.part is not Class.PLAIN or words[i].low == "thống":
        return None
    if words[k].cut or words[k].capital or words[k].low in _NOUNS:
        return None
    told = any(word.low in _TOLD for word in words[k + 1 : min(stop, k + 9)])
    return None if told else Opening(i, i, Token(k, 1, Class.STRONG, words[k].plain))


def done_at(words: list[Word], i: int) -> Opening | None:
    """A sentence like "Việc phát bù hoàn thành trước ..."."""
    done = _done_by(words, i, sentence_end(words, i)) if words[i].low in ("việc", "công") else None
    return Opening(i, i, done) if done else None


def _done_by(words: list[Word], i: int, stop: int) -> Token | None:
    """The verb of "việc ... hoàn thành trước ngày ..."."""
    for k in range(i + 2, min(stop - 1, i + 30)):
        pair = (words[k].plain, words[k + 1].plain)
        if words[k].cut in (";", ":") or words[k].low in ("đã", "đang"):
            return None
        if pair in {("hoan", "thanh"), ("thuc", "hien"), ("ket", "thuc"), ("tien", "hanh")}:
            after = words[k + 2].plain if k + 2 < stop else ""
            return Token(k, 2, Class.STRONG, " ".join(pair)) if after in _ENDS else None
    return None


def _suffered(words: list[Word], i: int, stop: int) -> Token | None:
    """The verb of "đơn hàng thiết yếu được ưu tiên ...": what is to be done to something, by whomever."""
    for k in range(i + 1, min(stop - 1, i + 22)):
        if words[k].cut in (";", ":") or words[k].low in ("đã", "đang", "sẽ", "chưa", "không", "là", "do"):
            return None
        token = token_at(words, k + 1)
        if words[k].low == "được" and any(word.low == "là" for word in words[k:stop]):
            return None
        if words[k].low == "được" and token is not None and token.plain in _GIVEN:
            return None
        if words[k].low == "được" and token is not None and token.part is Class.STRONG:
            return token
        if words[k].low == "được" and (size := match(words, k + 1, phrases("verbs", "item"))):
            return Token(k + 1, size, Class.WEAK, words[k + 1].plain)
    return None
