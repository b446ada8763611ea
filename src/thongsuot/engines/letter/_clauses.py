"""Cut a block of the letter into clauses that each order one thing."""

import re
from dataclasses import replace

from thongsuot.engines.letter._clause import Clause, Cut, is_verb_of
from thongsuot.engines.letter._coordinate import Coordinate, reports
from thongsuot.engines.letter._guesses import done_at, guessed
from thongsuot.engines.letter._moves import MOVED
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._openings import opening_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._tokens import Class, Token, tokens_of
from thongsuot.engines.letter._words import Word

_LISTING = re.compile(
    r"(?:nhu|gom|bao gom|hinh thuc|vi du|dien thoai|so may|dia chi|mau|lien he|email|website|nhu sau la)\s*:?\s*$"
)
_INTRO = re.compile(
    r"(?:sau|sau day|cu the|cu the nhu sau|nhiem vu|viec|cong viec|noi dung|yeu cau|thuc hien|duoi day|"
    r"giai phap|bien phap)\s*$"
)
_REQUEST = re.compile(r"khi (?:co|nhan duoc) (?:de nghi|yeu cau|chi dao|van ban|thong bao|lenh|huy dong)")
_RESULTS = [
    [word] for word in ("gây", "làm", "ảnh", "bỏ", "xảy", "gián", "phát", "lây", "lãng", "tạo", "trùng", "chồng", "nên")
]
_BEHIND = 400  # characters before a colon that tell what it introduces


class Reader:
    """Walks one block; `commanded` tells that a list under a command is being read."""

    def __init__(self, source: Source, words: list[Word], *, commanded: bool, listed: bool) -> None:
        self.source = source
        self.words = words
        self.tokens = tokens_of(words)
        self.commanded = commanded
        self.listed = listed
        self.found: list[Clause] = []
        self.until = 0
        self.listing = False
        self.purpose = False
        self.foreign = False

    def read(self) -> list[Clause]:
        """The clauses in order; a closed one orders nothing and only ends the one before."""
        for index, token in enumerate(self.tokens):
            cut = self._cut(index, token)
            if cut is not None and token.first >= self.until:
                self._at(index, token, cut)
            elif token.part is Class.PURPOSE and not self.words[token.first].depth:
                self._purpose(index, token)
        return self._finished()

    def _cut(self, index: int, token: Token) -> Cut | None:
        word = self.words[token.first]
        if index == 0 or word.cut == ".":
            return Cut.SENTENCE
        if word.depth:
            return None
        if word.cut in (";", ":"):
            return Cut.SEMICOLON if word.cut == ";" else Cut.COLON
        before = self.tokens[index - 1]
        if before.part is Class.LINK and before.plain in ("va", "dong thoi"):
            return Cut.AND if before.plain == "va" and not self.words[before.first].cut else Cut.COMMA
        if token.part is Class.LINK and token.plain.startswith("dong thoi"):
            return Cut.COMMA
        return Cut.COMMA if word.cut == "," else None

    def _at(self, index: int, token: Token, cut: Cut) -> None:
        if cut is Cut.SENTENCE:
            self.listing = self.purpose = self.foreign = False
            self._sentence(token)
        elif cut is Cut.COLON:
            self._colon(index, token)
        elif self.listing:
            return
        elif cut is Cut.SEMICOLON:
            self.purpose = self.foreign = False
            self._semicolon(token)
        else:
            self._coordinate(index, token, cut)

    def _sentence(self, token: Token) -> None:
        opening = done_at(self.words, token.first) if self.commanded else None
        opening = opening or opening_at(
            self.words, token.first, commanded=self.commanded, listed=self.listed, whole=True
        )
        if opening is None and self.commanded:
            opening = guessed(self.words, token.first, listed=self.listed)
        if opening is None or self._labels(token, opening):
            self.found.append(Clause(token.first, token.first, Cut.SENTENCE, None, closed=True))
            return
        if opening.performative:
            self.commanded = True
        self._open(opening, Cut.SENTENCE)

    def _labels(self, token: Token, opening: Opening) -> bool:
        """ "4. Báo cáo: ..." names what follows; the order stands behind the colon."""
        verb = opening.verb
        follows = verb is not None and verb.first == token.first and verb.after < len(self.words)
        return follows and verb is not None and self.words[verb.after].cut == ":"

    def _colon(self, index: int, token: Token) -> None:
        start = self.words[self.found[-1].first].start if self.found else self.words[0].start
        end = self.words[token.first - 1].end
        before = " ".join(self.source.plain[max(start, end - _BEHIND) : end].split())
        if _LISTING.search(before):
            self.listing = True
            return
        opening = (
            opening_at(self.words, token.first, commanded=self.commanded, listed=True, whole=False)
            if self.commanded
            else None
        )
        heading = not self.found or self.found[-1].closed or self.found[-1].opening is None
        if opening is None or opening.verb is None or not (heading or _INTRO.search(before) or len(before.split()) < 8):
            self.listing = True
            return
        if self.found and not self.found[-1].closed:
            self.found[-1] = replace(self.found[-1], intro=True)
        self._open(opening, Cut.COLON)

    def _semicolon(self, token: Token) -> None:
        last = self.found[-1] if self.found else None
        if last is None or (last.closed and not self.commanded):
            return
        opening = opening_at(self.words, token.first, commanded=True, listed=True, whole=False)
        if opening is not None:
            self._open(opening, Cut.SEMICOLON)
        elif not last.closed and last.opening is not None and self._governs(token) and not self._grants(token):
            self.found.append(Clause(token.first, token.first, Cut.SEMICOLON, last.opening, governed=True))

    def _grants(self, token: Token) -> bool:
        """ "; nếu ... thì được quyền ...": what a party may do it need not do."""
        return self.words[token.first].low in ("nếu", "khi", "trường", "quá") and not self.words[token.first].capital

    def _governs(self, token: Token) -> bool:
        """An object after a semicolon stands under the verb before; a short remark does not."""
        end = next(
            (t.first for t in self.tokens if t.first > token.first and self.words[t.first].cut in (".", ";", ":")),
            len(self.words),
        )
        money = self.words[token.first].low in ("chi", "kinh", "giá", "mức", "phần")
        stays = [word.low for word in self.words[end - 2 : end]] in (["giữ", "nguyên"], ["thay", "đổi"])
        return end - token.first >= 4 and not money and not stays

    def _coordinate(self, index: int, token: Token, cut: Cut) -> None:
        last = self.found[-1] if self.found else None
        if last is None or last.closed or self.foreign or self._suffered(last):
            return
        first = token.after if token.part is Class.LINK and cut is Cut.COMMA else token.first
        opening = opening_at(self.words, first, commanded=True, listed=False, whole=False, bare=True)
        if self._conditional(first, cut):
            return
        verb = self._strong(opening, cut)
        if opening is None or verb is None:
            return
        linked = index > 0 and self.tokens[index - 1].part is Class.LINK and self.tokens[index - 1].plain == "dong thoi"
        if self.purpose and not linked:
            return
        if opening.since is not None:
            self._open(replace(opening, lead=first), cut)
            return
        if self._gathers(last, verb) or self._whole(last):
            return
        pair = Coordinate(self.words, self.tokens, index, last.first)
        if pair.shares_object(verb):
            return
        if cut is Cut.AND and not pair.has_object(verb):
            if self._closing(last, opening):
                self._open(replace(opening, lead=first), cut)
            return
        self._open(replace(opening, lead=self._lead(index, opening)), cut)

    def _strong(self, opening: Opening | None, cut: Cut) -> Token | None:
        """The verb that may begin a duty of its own; "..., ưu tiên hình ảnh" only says how."""
        verb = opening.verb if opening else None
        if verb is None or verb.part is not Class.STRONG or self._only_ends(verb):
            return None
        favours = verb.plain == "uu tien" and cut is Cut.COMMA
        return None if favours and verb_at(self.words, verb.after) is None else verb

    def _gathers(self, last: Clause, verb: Token) -> bool:
        """ "Tổng hợp kết quả, báo cáo Bộ" is one report."""
        before = last.opening.verb if last.opening else None
        tells = reports(verb) or verb.plain == "trinh"
        return before is not None and before.plain.startswith("tong hop") and tells

    def _whole(self, last: Clause) -> bool:
        """ "Nghiêm cấm đốt nương, xử lý thực bì": one ban, or one new date, over all that follows."""
        verb = last.opening.verb if last.opening else None
        return (
            verb is not None
            and not last.governed
            and (
                verb.plain in ("nghiem cam", "cam", MOVED)
                or (
                    is_verb_of("forbid", verb)
                    and verb.after < len(self.words)
                    and self.words[verb.after].plain == "viec"
                )
            )
        )

    def _suffered(self, last: Clause) -> bool:
        """ "... phải được thau rửa, khử trùng": the verbs behind the first are suffered by the same thing."""
        verb = last.opening.verb if last.opening else None
        return (
            verb is not None
            and verb.first > 0
            and "được" in (self.words[verb.first].low, self.words[verb.first - 1].low)
        )

    def _conditional(self, first: int, cut: Cut) -> bool:
        """ "..., nếu có vướng mắc, phản ánh về Sở": a condition with an order of its own."""
        ahead = self.words[first : first + 2]
        starts = ahead and (ahead[0].plain in ("neu", "khi", "truong", "qua") or ahead[-1].low == "nào")
        if not starts or cut is not Cut.COMMA:
            return False
        opening = opening_at(self.words, first, commanded=True, listed=True, whole=False)
        if opening is None or opening.trigger is None or opening.verb is None:
            return False
        self._open(opening, cut)
        return True

    def _only_ends(self, verb: Token) -> bool:
        """ "..., hoàn thành trước ngày ..." gives the duty before its time; it is none of its own."""
        if verb.plain in ("khong", "khong de"):
            return self._results(verb)
        following = self.words[verb.after].plain if verb.after < len(self.words) else ""
        return verb.plain == "hoan thanh" and following in (
            "truoc",
            "cham",
            "trong",
            "xong",
            "vao",
            "muon",
            "den",
            "ngay",
            "dot",
            "giai",
            "buoc",
            "",
        )

    def _results(self, verb: Token) -> bool:
        """ "..., không để gián đoạn" says how well, "..., không cắt liên lạc" forbids."""
        after = [word.low for word in self.words[verb.first + 1 : verb.first + 3]]
        return after[:1] != ["để"] and after[:1] in _RESULTS or after[:1] == ["để"] and after[1:] != ["lại"]

    def _closing(self, last: Clause, opening: Opening) -> bool:
        """ "... phổ biến tới nhân viên và nghiêm túc thực hiện.": the order to carry out the whole letter."""
        assert opening.verb is not None  # noqa: S101 - the caller looked
        rest = [word.plain for word in self.words[opening.first : opening.verb.after]]
        return opening.verb.first > opening.first and opening.first - last.first > 3 and rest[-2:] == ["thuc", "hien"]

    def _lead(self, index: int, opening: Opening) -> int:
        before = self.tokens[index - 1]
        return before.first if before.part is Class.LINK else opening.lead

    def _purpose(self, index: int, token: Token) -> None:
        """A purpose is no duty, unless it tells what to do when someone asks."""
        last = self.found[-1] if self.found else None
        if last is None or last.closed:
            return
        end = next(
            (t.first for t in self.tokens[index + 1 :] if self.words[t.first].cut in (".", ";")), len(self.words)
        )
        rest = " ".join(word.plain for word in self.words[token.after : end])
        opening = opening_at(self.words, token.after, commanded=True, listed=False, whole=False, bare=True)
        if (
            token.plain == "de"
            and opening
            and opening.verb
            and opening.verb.part is Class.STRONG
            and _REQUEST.search(rest)
        ):
            self._open(replace(opening, lead=token.first), Cut.PURPOSE)
            return
        self.purpose = token.plain in ("de", "nham", "lam co so", "cho den khi")
        self.foreign = self.purpose and opening is None

    def _open(self, opening: Opening, cut: Cut) -> None:
        self.purpose = self.foreign = False
        self.found.append(Clause(opening.first, opening.first, cut, opening))
        self.until = opening.verb.after if opening.verb else opening.first + 1

    def _finished(self) -> list[Clause]:
        done = []
        for clause, after in zip(self.found, [*self.found[1:], None], strict=False):
            stop = (
                len(self.words)
                if after is None
                else after.opening.lead
                if after.opening and not after.governed
                else after.first
            )
            stop = self._trimmed(clause.first, max(stop, clause.first + 1))
            done.append(replace(clause, last=stop))
        return done

    def _trimmed(self, first: int, last: int) -> int:
        while last - first > 1 and self.words[last - 1].low in ("và", "va", "hoặc", "hoac"):
            last -= 1
        if last - first > 2 and [word.plain for word in self.words[last - 2 : last]] == ["dong", "thoi"]:
            last -= 2
        return last
