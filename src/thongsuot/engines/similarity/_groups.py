"""Put sentences together that say the same in nearly the same words; figures and negations must agree exactly."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from thongsuot.engines.vietnamese import normalise_tone

_NEAR = 0.8  # share of common words (Dice) from which a longer sentence says the same as a shorter one
_OTHER_WORDS = 0.9  # the share where each has words that the other lacks: one word may turn a short sentence round
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")
_DENIES = frozenset({"không", "chưa", "chẳng", "ngoài", "trừ", "hết", "thiếu", "ngừng", "dừng", "hủy", "mất"})
_EMPTY = frozenset(
    {"đã", "đang", "và", "các", "của", "được", "cho", "theo", "đơn", "vị", "công", "ty", "chúng", "tôi", "có", "là"}
    | {"những", "tại", "trên", "việc", "về", "với", "này", "luôn", "doanh", "nghiệp"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and who said it."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that say the same: the wording most of them use, and every one of them with its source.

    `key` depends on the first sentence's words alone, so that the same sentences give the same key again.
    """

    key: str
    text: str
    said: tuple[Said, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who said it, each once, in the order of the sentences."""
        return tuple(dict.fromkeys(one.source for one in self.said))


@dataclass(frozen=True, slots=True)
class _Form:
    plain: str
    words: frozenset[str]
    stance: tuple[tuple[str, ...], int]


def group(said: Sequence[Said]) -> tuple[Group, ...]:
    """Group sentences in the order in which each first came up. Equal words fall together first, then near ones."""
    same: dict[str, list[Said]] = {}
    forms: dict[str, _Form] = {}
    known: dict[str, _Form] = {}
    for one in said:
        form = known.get(one.text) or known.setdefault(one.text, _form(one.text))
        forms.setdefault(form.plain, form)
        same.setdefault(form.plain, []).append(one)
    leaders: dict[tuple[tuple[str, ...], int], list[tuple[_Form, list[Said]]]] = {}
    found: list[tuple[_Form, list[Said]]] = []
    for plain, together in same.items():
        form = forms[plain]
        rivals = leaders.setdefault(form.stance, [])
        near = next((members for leader, members in rivals if _near(form.words, leader.words)), None)
        if near is not None:
            near.extend(together)
            continue
        entry = (form, list(together))
        rivals.append(entry)
        found.append(entry)
    return tuple(Group(_key(form), _usual(members), tuple(members)) for form, members in found)


def _form(text: str) -> _Form:
    words = _WORD.findall(normalise_tone(text).lower())
    figures = tuple(sorted(word for word in words if word[0].isdigit()))
    denials = sum(word in _DENIES for word in words)
    telling = frozenset(words) - _EMPTY
    return _Form(" ".join(words), telling or frozenset(words), (figures, denials))


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one) + len(other)
    if 2 * min(len(one), len(other)) < _NEAR * both:  # even were all of the shorter one's words common
        return False
    common = len(one & other)
    least = _NEAR if common == min(len(one), len(other)) else _OTHER_WORDS
    return 2 * common >= least * both


def _usual(members: Sequence[Said]) -> str:
    """The wording that most use; of several, the one that came first."""
    return Counter(one.text for one in members).most_common(1)[0][0]


def _key(form: _Form) -> str:
    return sha256(form.plain.encode()).hexdigest()[:32]
