"""Know the words that command: "yêu cầu", "đề nghị", "giao"."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._words import Word

_COMMANDS = {("yeu", "cau"), ("de", "nghi"), ("chi", "dao")}
_NOUN_BEFORE = listed(
    "theo; xet; viec; dap; ung; cac; nhung; co; van; nhu; muc; theo; moi; mot; duoc; noi; dung; y; su; nhan; "
    "kien; tai; khi"
)
_NOUN_AFTER = listed("cua; tai; ve; nay; tren; do")


def command_length(words: list[Word], k: int, *, at_start: bool) -> int:
    """How many words command here ("yêu cầu", "đề nghị", "giao", "kính đề nghị"); 0 where none do."""
    if k + 1 >= len(words):
        return 0
    skip = 0
    if words[k].plain in ("kinh", "xin") and words[k + 1].plain == "de":
        skip = 1
    elif words[k].plain == "tran" and words[k + 1].plain == "trong":
        skip = 2
    pair = tuple(word.plain for word in words[k + skip : k + skip + 2])
    after = words[k + skip + 2] if k + skip + 2 < len(words) else None
    if (
        pair in _COMMANDS
        and (after is None or after.plain not in _NOUN_AFTER)
        and (k == 0 or words[k].cut or words[k - 1].plain not in _NOUN_BEFORE)
    ):
        return 0 if pair == ("chi", "dao") and not _by_issuer(words, k) else skip + 2
    if (
        words[k].plain == "giao"
        and (words[k + 1].capital or _office(words, k + 1))
        and (at_start or words[k - 1].plain in ("tinh", "so", "bo", "tich"))
    ):
        return 1
    return 0


def _office(words: list[Word], k: int) -> bool:
    """ "giao phòng Nông nghiệp": small letters before a name."""
    return words[k].low in ("phòng", "sở", "ban", "đội", "tổ") and k + 1 < len(words) and words[k + 1].capital


def _by_issuer(words: list[Word], k: int) -> bool:
    return (
        k > 1
        and words[k].cut == ""
        and words[k - 1].plain in ("tinh", "tich")
        and k + 2 < len(words)
        and words[k + 2].plain in ("cac", "so")
    )
