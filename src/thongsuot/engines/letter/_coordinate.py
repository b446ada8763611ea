"""Tell whether a verb behind a comma or "và" begins a duty of its own."""

from dataclasses import dataclass

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import folded_set
from thongsuot.engines.letter._tokens import VERBS, Class, Token
from thongsuot.engines.letter._words import Word

_REMEDY = listed("khac phuc; xu ly; trien khai; thuc hien; ung cuu; giai quyet; ngan chan")
_COMPLETE = listed(
    "rut kinh nghiem; dien tap; tap huan; nhan tin; truc; thuong truc; truc ban; ung truc; tuc truc; ky cam ket"
)
_DEVICES = listed("điểm; máy; đầu; nơi; bến; quầy")
_TOPICS = listed("y kien; thong diep; kien thuc; ky nang; noi dung; tai lieu; chuyen de; bai viet; phong su")
_REPORTS = frozenset(["bao cao", "thong bao", "gui bao cao", "gui ket qua"])


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A verb behind a mark: `index` of its phrase, `first` word of the clause before the mark."""

    words: list[Word]
    tokens: list[Token]
    index: int
    first: int

    def shares_object(self, verb: Token) -> bool:
        """Whether what stands before the mark is only a verb that waits for the object behind it."""
        k = self.index - 1
        while (
            k >= 0 and self.tokens[k].part in (Class.MANNER, Class.LINK) and not self.words[self.tokens[k].first].depth
        ):
            k -= 1
        if k < 0 or self.tokens[k].part not in VERBS:
            return k < 0 or (self._halved(verb) and k == self.index - 1)
        before = self.tokens[k]
        if before.plain in _COMPLETE or before.first < self.first:
            return False
        if k and not self.words[before.first].cut and self.words[before.first - 1].low in _DEVICES:
            return False
        if reports(verb) and not self._only_verbs(k):
            return False
        if before.plain in _REMEDY and verb.plain in _REPORTS:
            return False
        nominal = k > 0 and self.tokens[k - 1].part is Class.NOMINAL and not self.words[before.first].cut
        return not (nominal and before.first - self.first > 2)

    def _halved(self, verb: Token) -> bool:
        """ "thanh, quyết toán": the second syllable belongs to both."""
        whole = f"{self.words[verb.first - 1].plain} {verb.plain.split()[-1]}"
        return any(whole in folded_set("verbs", name) for name in ("strong", "weak", "never"))

    def is_topic(self) -> bool:
        """ "ý kiến về mặt bằng, hoàn trả vỉa hè": a verb that is only spoken of."""
        at = self.tokens[self.index].first
        about = next((k for k in range(at - 1, max(self.first, at - 5), -1) if self.words[k].low == "về"), None)
        if about is None or about < self.first + 2:
            return False
        return f"{self.words[about - 2].plain} {self.words[about - 1].plain}" in _TOPICS

    def _only_verbs(self, k: int) -> bool:
        """Whether the clause has said nothing but verbs so far."""
        return all(
            t.part in VERBS or t.part in (Class.MANNER, Class.LINK)
            for t in self.tokens[: k + 1]
            if t.first >= self.first
        )

    def has_object(self, verb: Token) -> bool:
        """Whether the verb behind the mark goes on with words of its own."""
        return verb.after < len(self.words) and not self.words[verb.after].cut


def reports(verb: Token) -> bool:
    """Whether a verb brings something to somebody's knowledge."""
    return verb.plain in _REPORTS or verb.plain.startswith("gui ")
