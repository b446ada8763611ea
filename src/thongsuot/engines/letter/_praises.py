"""Know the words in which an issuer praises, thanks or agrees: they order nothing."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._words import Word

_PRAISES = listed(
    "biểu dương; đánh giá cao; hoan nghênh; cảm ơn; cám ơn; chúc mừng; trân trọng cảm; rất mong; mong nhận; "
    "xin lỗi và; "
    "đồng ý; nhất trí; thống nhất với; thống nhất chủ; cơ bản; đánh giá đúng; xin cảm; chân thành cảm; "
    "tán thành; chấp thuận; "
    "ghi nhận cố; ghi nhận các; ghi nhận thành; ghi nhận đóng; phê bình; nghiêm khắc phê; ghi nhận và biểu; "
    "ghi nhận và cảm; ghi nhận và đánh; dự kiến; ghi nhận biểu; ghi nhận sự; ghi nhận những; ghi nhận nỗ; "
    "ghi nhận kết; ghi nhận tinh; xin trân; rất hân"
)
_MEANT = {("được", "hiểu"), ("coi", "như"), ("xem", "như"), ("coi", "là")}
_PAPERS = listed("chi thi; huong dan; quyet dinh; ke hoach; cong van; van ban; thong bao; cong dien; quy che; ket luan")


def praises(words: list[Word], i: int) -> bool:
    """Whether a sentence begins with praise, blame, thanks or consent, or speaks of the letter itself."""
    if (
        any(word.low == "này" for word in words[i + 1 : i + 3])
        and " ".join(w.plain for w in words[i : i + 2]) in _PAPERS
    ):
        return not any(word.low == "phải" for word in words[i : i + 12])
    if any(
        (words[k].low, words[k + 1].low) in _MEANT for k in range(i, min(len(words) - 1, i + 25)) if not words[k].cut
    ):
        return True
    return any(" ".join(word.low for word in words[i : i + size]) in _PRAISES for size in (2, 3, 4))
