"""Know the words in which an issuer praises, thanks or agrees: they order nothing."""

import re

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._words import Word

_PRAISES = listed(
    "biểu dương; đánh giá cao; hoan nghênh; cảm ơn; cám ơn; chúc mừng; trân trọng cảm; rất mong; mong nhận; "
    "xin lỗi và; "
    "đồng ý; nhất trí; thống nhất với; thống nhất chủ; cơ bản; đánh giá đúng; xin cảm; chân thành cảm; "
    "tán thành; chấp thuận; "
    "ghi nhận cố; ghi nhận các; ghi nhận thành; ghi nhận đóng; phê bình; nghiêm khắc phê; ghi nhận và biểu; "
    "ghi nhận và cảm; ghi nhận và đánh; dự kiến; ghi nhận biểu; ghi nhận sự; ghi nhận những; ghi nhận nỗ; "
    "ghi nhận kết; ghi nhận đánh; ghi nhận tinh; xin trân; rất hân"
)
_CLOSES = re.compile(
    r"(?:thua lenh .*?, ?)?van phong [\w ]{2,50}? (?:xin |tran trong |kinh )?(?:thong bao|truyen dat) (?:de|den|"
    r"toi|cho|y kien|ket luan)"
)
_MEANT = {("được", "hiểu"), ("coi", "như"), ("xem", "như"), ("coi", "là")}
_PAPERS = listed("chi thi; huong dan; quyet dinh; ke hoach; cong van; van ban; thong bao; cong dien; quy che; ket luan")


def _end(words: list[Word], i: int) -> int:
    return next(
        (k for k in range(i + 1, min(len(words) - 1, i + 25)) if words[k].cut in (";", ":", ".")),
        min(len(words) - 1, i + 25),
    )


def praises(words: list[Word], i: int) -> bool:
    """Whether a sentence begins with praise, blame, thanks or consent, or speaks of the letter itself."""
    if (
        any(word.low == "này" for word in words[i + 1 : i + 3])
        and " ".join(w.plain for w in words[i : i + 2]) in _PAPERS
    ):
        return not any(word.low == "phải" for word in words[i : i + 12])
    plain = " ".join(word.plain for word in words[i : i + 14])
    if _CLOSES.match(plain):
        return True
    if any((words[k].low, words[k + 1].low) in _MEANT for k in range(i, _end(words, i)) if not words[k].cut):
        return True
    return any(" ".join(word.low for word in words[i : i + size]) in _PRAISES for size in (2, 3, 4))
