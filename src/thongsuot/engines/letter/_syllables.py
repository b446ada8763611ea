"""Tell Vietnamese words from bytes read in the wrong code page."""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = r"(?:b|ch?|d|đ|gi|gh?|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_RHYME = (
    r"(?:a|ă|â|ai|ao|au|ay|âu|ây|e|ê|eo|êu|i|ia|iê|iêu|iu|o|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ô|ôi|ơ|ơi|u|ua|uâ|uây|uê|ui|uô|uôi|"
    r"uơ|uy|uya|uyê|uyu|ư|ưa|ưi|ươ|ươi|ươu|ưu|y|yê|yêu)"
)
_SYLLABLE = re.compile(rf"{_ONSET}{_RHYME}(?:ch?|m|ngh?|nh?|p|t)?")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323]+[^\W\d_]*)*")


def plausible(text: str) -> float:
    """How Vietnamese the accented words of a text look: 1 all of them, -1 none; 0 where there are none."""
    good = bad = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        if _is_syllable(word):
            good += 1
        else:
            bad += 1
    return (good - bad) / (good + bad) if good + bad else 0.0


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    return sum(c in _TONES for c in apart) < 2 and _SYLLABLE.fullmatch(bare) is not None and _cased(word)


def _cased(word: str) -> bool:
    """Words are small, capital, or begin with a capital; a code page mistaken for another mixes them."""
    return word[1:] == word[1:].lower() or word == word.upper()
