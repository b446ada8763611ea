"""What the words of an SMS mean, for whoever asks people to answer by one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from thongsuot.engines.vietnamese import fold
from thongsuot.outbox.models import Reply

LONGEST = 80  # characters: who writes more tells something
_JOINED = re.compile(r"[\W_]+")  # spaces and signs
_SAID = {
    "accept": r"(?:toi|em|minh)?(?:xin)?nhan(?:viec)?",
    "decline": r"(?:toi|em|minh)?(?:khong|ko|tuchoi)(?:the)?(?:nhan)?(?:viec)?(?:duoc)?",
    "take_over": r"(?:toi|em|minh)?(?:xin)?nhanca(?:truc)?",
}
_CODE = r"(?:ma)?([0-9]{4,6})"


class Word(StrEnum):
    """What somebody says."""

    ACCEPT = "accept"
    DECLINE = "decline"
    TAKE_OVER = "take_over"  # nhận ca: a shift, not a matter
    UNKNOWN = "unknown"


_ALONE = {Word(name): re.compile(said) for name, said in _SAID.items()}
_BEFORE = {Word(name): re.compile(said + _CODE) for name, said in _SAID.items()}
_BEHIND = {Word(name): re.compile(_CODE + said) for name, said in _SAID.items()}


@dataclass(frozen=True)
class Answer:
    """What an SMS says, and of which matter: the digits that name it, or "" where it names none."""

    word: Word
    code: str = ""


def understood(text: str) -> Answer:
    """Understand an answer in whatever case, marks, spaces and signs; a bare code says that its matter is accepted.

    Only a text that says nothing else is understood: "NHAN 4821", "4821", "nhận", "TU CHOI 4821", "KHONG", "NHAN CA".
    """
    if len(text) > LONGEST:
        return Answer(Word.UNKNOWN)
    said = _JOINED.sub("", fold(unicodedata.normalize("NFKC", text)))
    for word, pattern in _ALONE.items():
        if pattern.fullmatch(said):
            return Answer(word)
    for forms in (_BEFORE, _BEHIND):
        for word, pattern in forms.items():
            if found := pattern.fullmatch(said):
                return Answer(word, found[1])
    if found := re.fullmatch(_CODE, said):
        return Answer(Word.ACCEPT, found[1])
    return Answer(Word.UNKNOWN)


def words_of(reply: Reply) -> Answer:
    """Return what an answer that came by SMS says."""
    return understood(reply.body)
