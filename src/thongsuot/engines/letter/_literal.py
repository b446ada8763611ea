"""Find given words in the shadow, whatever white space parts them; no pattern is made for a name that is met once."""

from collections.abc import Iterator, Sequence


def past(plain: str, at: int, words: Sequence[str]) -> int:
    """The offset behind the words where they stand at an offset, -1 where they do not."""
    for number, word in enumerate(words):
        begin = at
        while number and plain[at : at + 1].isspace():
            at += 1
        if (number and at == begin) or not plain.startswith(word, at):
            return -1
        at += len(word)
    return at


def places(plain: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand whole, each place behind the last."""
    at = plain.find(words[0]) if words else -1
    while at >= 0:
        end = past(plain, at, words)
        whole = end >= 0 and not (at and _in_word(plain[at - 1])) and not _in_word(plain[end : end + 1])
        if whole:
            yield at, end
        at = plain.find(words[0], end if whole else at + 1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
