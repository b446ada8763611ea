"""Cut a block of the letter into clauses that each order one thing."""

import re
from dataclasses import replace

from thongsuot.engines.letter._clause import Clause, Cut
from thongsuot.engines.letter._coordinate import Coordinate
from thongsuot.engines.letter._doers import doer_at
from thongsuot.engines.letter._guesses import done_at, guessed
from thongsuot.engines.letter._joins import bans, bare_ban, covers, equips, gathers, results, rostered, suffered
from thongsuot.engines.letter._narratives import narrates, tells, told
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._openings import opening_at
from thongsuot.engines.letter._performed import performed_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import sentence_end, sentence_start, verb_at
from thongsuot.engines.letter._tokens import Class, Token, tokens_of
from thongsuot.engines.letter._voids import (
    allows,
    asks_others,
    counts_to,
    defines,
    ends_ban,
    finishes,
    foresees,
    grants,
    labels,
    names_fact,
    threatens,
)
from thongsuot.engines.letter._within import (
    CONTACT,
    NAMED,
    is_inside,
    only_is,
    quoted_at,
    quotes_in,
    says_again,
    sends_by_a_day,
)
from thongsuot.engines.letter._words import Word

_LISTING = re.compile(
    r"(?:nhu|gom|bao gom|hinh thuc|vi du|dien thoai|so may|dia chi|mau|lien he|email|website|nhu sau la)\s*:?\s*$"
)
_INTRO = re.compile(
    r"(?:sau|sau day|cu the|cu the nhu sau|nhiem vu|viec|cong viec|noi dung|yeu cau|thuc hien|duoi day|"
    r"giai phap|bien phap)\s*$"
)
_REQUEST = re.compile(r"khi (?:co|nhan duoc) (?:de nghi|yeu cau|chi dao|van ban|thong bao|lenh|huy dong)")
_BEHIND = 400  # characters before a colon that tell what it introduces


class Reader:
    """Walks one block; `commanded` tells that a list under a command is being read, `presumed` that a letter may order
    in plain sentences, `ordering` that its kind of document does nothing else."""

    def __init__(
        self,
        source: Source,
        words: list[Word],
        *,
        commanded: bool,
        listed: bool,
        presumed: bool = False,
        ordering: bool = False,
    ) -> None:
        self.source = source
        self.words = words
        self.tokens = tokens_of(words)
        self.explicit = self.commanded = commanded
        self.presumed = presumed
        self.ordering = ordering
        self.listed = listed
        self.found: list[Clause] = []
        span = (words[0].start, words[-1].end) if words else (0, 0)
        self.quotes = quotes_in(source, *span)
        self.until = 0
        self.listing = self.contact = self.fact = False
        self.purpose = False
        self.foreign = False
        self.ban = self.telling = False

    def read(self) -> list[Clause]:
        """The clauses in order; a closed one orders nothing and only ends the one before."""
        for index, token in enumerate(self.tokens):
            cut = self._cut(index, token)
            quoted = index > 0 and is_inside(self.words[token.first].start, self.quotes)
            if cut is not None and token.first >= self.until and not quoted:
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
            self.listing = self.contact = self.fact = self.purpose = self.foreign = self.ban = False
            self._sentence(token)
        elif cut is Cut.COLON and not self.fact:
            self._colon(index, token)
        elif self.listing and not (cut is Cut.SEMICOLON and self.contact):
            return
        elif cut is Cut.SEMICOLON:
            self.listing = self.contact = False
            self.purpose = self.foreign = False
            self._semicolon(token)
        else:
            self._coordinate(index, token, cut)

    def _sentence(self, token: Token) -> None:
        if names_fact(self.words, token.first):
            self.listing = self.fact = True
            self.found.append(Clause(token.first, token.first, Cut.SENTENCE, None, closed=True))
            return
        self.commanded = self.explicit or (
            self.presumed and not tells(self.words, token.first, sentence_end(self.words, token.first))
        )
        self.telling = narrates(self.words, token.first, sentence_end(self.words, token.first))
        if self.telling:
            self.found.append(Clause(token.first, token.first, Cut.SENTENCE, None, closed=True))
            return
        opening = done_at(self.words, token.first) if self.commanded else None
        opening = opening or opening_at(
            self.words, token.first, commanded=self.commanded, listed=self.listed, whole=True
        )
        if opening and not self.explicit and not self._presumed(opening, token):
            opening, self.commanded = None, False
        if opening is None and (self.explicit or (self.ordering and self.commanded)):
            opening = guessed(self.words, token.first, listed=self.listed)
        if opening and (threatens(self.words, token.first, opening) or defines(self.words, token.first, opening)):
            opening = None
        if doer_at(self.words, token.first) is not None:
            opening, self.listing = None, True
        idle = opening is None or labels(self.words, token.first, opening) or allows(self.words, token.first, opening)
        if idle or opening is None or counts_to(self.words, token.first):
            self.found.append(Clause(token.first, token.first, Cut.SENTENCE, None, closed=True))
            return
        if opening.performative:
            self.explicit = self.commanded = True
        self._open(opening, Cut.SENTENCE)

    def _presumed(self, opening: Opening, token: Token) -> bool:
        """Whether a sentence that no command introduces orders all the same."""
        if opening.command is not None and not self.listed:
            stop = sentence_end(self.words, token.first)
            if performed_at(self.words, token.first, stop) is None:
                return False
        at = opening.command if opening.command is not None else opening.verb.first if opening.verb else token.first
        first = token.first
        if opening.command is not None:
            first = next((k for k in range(at, first, -1) if self.words[k].cut), first)
        if told(self.words, first, at):
            return False
        return self.ordering or _led(opening, token)

    def _colon(self, index: int, token: Token) -> None:
        self.ban = ends_ban(self.words, token.first)
        start = self.words[self.found[-1].first].start if self.found else self.words[0].start
        end = self.words[token.first - 1].end
        before = " ".join(self.source.plain[max(start, end - _BEHIND) : end].split())
        if _LISTING.search(before) or quoted_at(self.source, self.words, token.first):
            self.listing, self.contact = True, CONTACT.search(before) is not None
            return
        if NAMED.search(before):
            return
        opening = (
            opening_at(self.words, token.first, commanded=self.commanded, listed=True, whole=False)
            if self.commanded
            else None
        )
        if self.ban and opening is None:
            opening = Opening(token.first, token.first, Token(token.first, 1, Class.STRONG, token.plain))
        if opening and not self.ban and not self.explicit and not self._presumed(opening, token):
            opening = None
        if opening and opening.verb and told(self.words, token.first, opening.verb.first):
            opening = None
        again = bool(self.found) and says_again(self.found[-1].opening, opening)
        heading = self.ban or again or not self.found or self.found[-1].closed or self.found[-1].opening is None
        if opening is None or opening.verb is None or not (heading or _INTRO.search(before) or len(before.split()) < 8):
            self.listing = True
            return
        if self.found and not self.found[-1].closed:
            self.found[-1] = replace(self.found[-1], intro=True)
        self._open(opening, Cut.COLON)

    def _semicolon(self, token: Token) -> None:
        last = self.found[-1] if self.found else None
        if last is None or self.telling or (last.closed and not self.commanded and not self._anew(token)):
            return
        if last.opening and last.opening.verb and finishes(self.words, token.first, last.opening.verb):
            self.found.append(Clause(token.first, token.first, Cut.SEMICOLON, None, closed=True))
            return
        if self.commanded and (done := done_at(self.words, token.first)):
            self._open(done, Cut.SEMICOLON)
            return
        if self.listed and asks_others(self.words, token):
            asks = Token(token.first, 2, Class.STRONG, "yeu cau")
            self._open(Opening(token.first, token.first, asks), Cut.SEMICOLON)
            return
        opening = opening_at(self.words, token.first, commanded=True, listed=True, whole=False)
        if opening is not None and opening.party is None and foresees(self.words, token.first):
            return
        if opening is not None:
            self._open(opening, Cut.SEMICOLON)
        elif (
            not last.closed
            and last.opening is not None
            and self._governs(token)
            and not grants(self.words, token.first)
        ):
            self.found.append(Clause(token.first, token.first, Cut.SEMICOLON, last.opening, governed=True))

    def _anew(self, token: Token) -> bool:
        """ "Do in nhầm ..., Sở thu hồi ...; các đơn vị hủy ...": an order behind the reason for it."""
        first = sentence_start(self.words, token.first)
        if not self.presumed or told(self.words, first, token.first):
            return False
        opening = opening_at(self.words, token.first, commanded=True, listed=False, whole=False)
        return opening is not None and self._presumed(opening, token) and _led(opening, token)

    def _governs(self, token: Token) -> bool:
        """An object after a semicolon stands under the verb before; a short remark does not."""
        end = next(
            (t.first for t in self.tokens if t.first > token.first and self.words[t.first].cut in (".", ";", ":")),
            len(self.words),
        )
        if end < len(self.words) and self.words[end].cut == ":":
            return False
        if any(word.low in ("sẽ", "đã", "chưa") for word in self.words[token.first : min(end, token.first + 12)]):
            return False
        money = self.words[token.first].low in ("chi", "kinh", "giá", "mức", "phần")
        stays = [word.low for word in self.words[end - 2 : end]] in (["giữ", "nguyên"], ["thay", "đổi"])
        return end - token.first >= 4 and not money and not stays

    def _coordinate(self, index: int, token: Token, cut: Cut) -> None:
        last = self.found[-1] if self.found else None
        if last is None or last.closed or suffered(self.words, last):
            return
        first = token.after if token.part is Class.LINK and cut is Cut.COMMA else token.first
        opening = opening_at(self.words, first, commanded=True, listed=False, whole=False, bare=True)
        before = self.tokens[index - 1] if index else token
        free = before.part is Class.LINK and before.plain == "dong thoi"
        free = free or (opening is not None and bans(self.words, opening))
        free = free or (self.purpose and opening is not None and sends_by_a_day(self.words, opening))
        if self.foreign and not free and not (opening and opening.since):
            return
        if self._conditional(first, cut):
            return
        verb = self._strong(opening, cut)
        if opening is None or verb is None:
            return
        if opening.since is not None:
            self._open(replace(opening, lead=first), cut)
        elif not self.purpose or free:
            self._joined(index, first, cut, opening, verb)

    def _joined(self, index: int, first: int, cut: Cut, opening: Opening, verb: Token) -> None:
        """Open a duty for a verb that does not share what the clause before says."""
        last = self.found[-1]
        denies = verb.plain.startswith("khong")
        held = gathers(self.words, last, verb) or covers(self.words, last) or bare_ban(last, first)
        held = held or equips(self.words, last, verb)
        pair = Coordinate(self.words, self.tokens, index, last.first)
        if (held and not denies) or pair.is_topic():
            return
        if pair.shares_object(verb) and not denies and not bans(self.words, opening):
            return
        if cut is Cut.AND and not pair.has_object(verb):
            if self._closing(last, opening):
                self._open(replace(opening, lead=first), cut)
            return
        self._open(replace(opening, lead=self._lead(index, opening)), cut)

    def _strong(self, opening: Opening | None, cut: Cut) -> Token | None:
        """The verb that may begin a duty of its own; "..., ưu tiên hình ảnh" only says how."""
        verb = opening.verb if opening else None
        joins = verb is not None and verb.plain == "phoi hop voi" and cut is Cut.AND
        if verb is None or (verb.part is not Class.STRONG and not joins) or self._only_ends(verb):
            return None
        if verb.plain == "truc" and rostered(self.words, verb.first):
            return None
        favours = verb.plain == "uu tien" and cut is Cut.COMMA
        return None if favours and verb_at(self.words, verb.after) is None else verb

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
            firm = verb.first > 0 and self.words[verb.first - 1].low in ("quyết", "đối")
            return not firm and results(self.words, verb)
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
            and not (last.opening and last.opening.verb and last.opening.verb.plain.startswith("san sang"))
            and _REQUEST.search(rest)
        ):
            self._open(replace(opening, lead=token.first), Cut.PURPOSE)
            return
        if token.plain == "de" and self.words[token.after : token.after + 1] and self.words[token.after].low == "không":
            return
        self.purpose = token.plain in ("de", "nham", "lam co so", "cho den khi")
        self.foreign = self.purpose and opening is None

    def _open(self, opening: Opening, cut: Cut) -> None:
        self.purpose = self.foreign = False
        opening = replace(opening, banned=self.ban)
        self.found.append(Clause(opening.first, opening.first, cut, opening, intro=only_is(self.words, opening)))
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


def _led(opening: Opening, token: Token) -> bool:
    """Whether a sentence that no command introduces begins with whom it orders, or commands itself."""
    if opening.performative or opening.command is not None:
        return True
    return opening.party is not None and opening.verb is not None and opening.party.start <= token.first + 3
