"""Tell whether a verb behind a comma or "và" begins a duty of its own."""

from dataclasses import dataclass
from itertools import pairwise

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
_MONEY = {("kinh", "phí"), ("chi", "phí"), ("dự", "toán"), ("nguồn", "vốn"), ("nhu", "cầu")}
_NOUNS = listed(
    "truy vet; giam sat; dieu tri; cach ly; xet nghiem; sang loc; khai bao; cuu ho; cuu nan; dao tao; van hanh; "
    "ket noi; "
    "kham benh; giao dich; thanh toan; cham soc; giai tri; ung cuu; cap cuu; hoi chan; tiem phong; van chuyen"
)
_SPAN = 40  # words before a verb in which "việc" may lead a list
_ITEM = 4  # words of a short item
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
        if self._is_listed(at) or self._is_paid(at) or self._is_named(at):
            return True
        about = next((k for k in range(at - 1, max(self.first, at - 5), -1) if self.words[k].low == "về"), None)
        if about is None or about < self.first + 2:
            return False
        return f"{self.words[about - 2].plain} {self.words[about - 1].plain}" in _TOPICS

    def _is_listed(self, at: int) -> bool:
        """ "Thanh tra việc phân lô, tách thửa, chuyển mục đích ...": one more of the short items behind "việc"."""
        head = next((k for k in range(at - 1, max(self.first, at - _SPAN), -1) if self.words[k].low == "việc"), 0)
        if head == 0:
            return False
        cuts = [k for k in range(head + 1, at + 1) if self.words[k].cut == ","]
        ends = [head + 1, *cuts]
        return len(cuts) > 1 and all(b - a <= _ITEM for a, b in pairwise(ends))

    def _is_paid(self, at: int) -> bool:
        """ "kinh phí đo đạc, lập bản đồ": what money is for, behind the first thing it is for."""
        for k in range(at - 2, max(self.first, at - 6), -1):
            if self.words[k].cut:
                return False
            if (self.words[k - 1].low, self.words[k].low) in _MONEY:
                return True
        return False

    def _is_named(self, at: int) -> bool:
        """ "cách ly, điều trị.", "chỉ đạo của cơ quan": a verb that ends its words or belongs to somebody is a noun."""
        token = self.tokens[self.index]
        after = self.words[token.after] if token.after < len(self.words) else None
        if after is not None and not after.cut:
            return after.low == "của"
        return token.plain in _NOUNS and not (self.index and self.tokens[self.index - 1].part is Class.MANNER)

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
