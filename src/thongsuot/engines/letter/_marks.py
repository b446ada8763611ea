"""Tell which punctuation before a word ends a sentence and which only stands in one."""

from thongsuot.engines.letter._fold import listed

_ABBREVIATIONS = listed(
    "tp; tx; tt; ts; ths; gs; pgs; bs; ks; dc; kt; tl; tm; tuq; p; q; h; x; ubnd; st; no; vv; vd; so"
)


def cut_of(gap: str, before: str, first: str) -> str:
    """The strongest mark of a gap between two words; none in an address of the web."""
    if gap.startswith(":/"):
        return ""
    if ";" in gap:
        return ";"
    if "." in gap and _ends_sentence(gap, before, first):
        return "."
    return next((mark for mark in ":,()|" if mark in gap), "")


def _ends_sentence(gap: str, before: str, first: str) -> bool:
    if gap == "." and len(before) > 2 and before.isalpha() and first.isupper() and before not in _ABBREVIATIONS:
        return True
    if gap == "." or (before in _ABBREVIATIONS and (before != "so" or first.isdigit())):
        return False
    return not first.islower()
