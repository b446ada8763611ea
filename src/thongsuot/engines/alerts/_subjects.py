"""What the subject of a mail says: whether a failure lasts, and which; as monitoring systems and people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.engines.alerts._words import is_firing
from thongsuot.engines.vietnamese import fold

_GROUP = re.compile(r"\[(FIRING|RESOLVED)\b[^\]]{0,40}\]\s*(.*)")
_COMMON = re.compile(r"\s*\([^()]*\)$")  # labels common to the group, which change as the group does
_SINCE = re.compile(r"(resolved|problem|updated problem) in .{1,40}")
_MARK = re.compile(r"\[([^\[\]]{1,40})\]\s*")  # [PROBLEM], [CẢNH BÁO], or whose system it is
_MOST_MARKS = 3
_NOTICE = re.compile(r"(\w{1,20}) (?:service|host) alert")  # of Nagios
_IS = re.compile(r"(.{1,300}?) is ([A-Za-z]{2,12})[!.*\s]*")  # of Nagios and Icinga
_ANSWERS = frozenset({"re", "fw", "fwd", "tl", "tra loi", "chuyen tiep"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A state, the title of the failure without it (or nothing), how bad it was called, whether it means a group."""

    firing: bool
    title: str
    severity: str = ""
    group: bool = False


def subject_of(text: str) -> Subject | None:
    """Read a subject; None where it tells no state, and where it answers to one that did.

    `PROBLEM: x`, `Resolved in 5m: x`, `[KHÔI PHỤC] x`, `[FIRING:2] x`, `** RECOVERY Service Alert: a/x is OK **`.
    """
    if group := _GROUP.match(text):
        return Subject(group[1] == "FIRING", _COMMON.sub("", group[2]), group=True)
    rest = text.strip(" *")
    if _plain(rest.partition(":")[0]) in _ANSWERS:
        return None
    marked, rest = _unmarked(rest)
    headed, rest = _headed(rest)
    ended, severity, rest = _ended(rest)
    firing = next((state for state in (marked, headed, ended) if state is not None), None)
    return None if firing is None else Subject(firing, rest, severity)


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def _unmarked(rest: str) -> tuple[bool | None, str]:
    """Take marks in brackets off; the first that names a state tells it."""
    state = None
    for _ in range(_MOST_MARKS):
        mark = _MARK.match(rest)
        if mark is None:
            break
        state = is_firing(_plain(mark[1])) if state is None else state
        rest = rest[mark.end() :]
    return state, rest


def _headed(rest: str) -> tuple[bool | None, str]:
    """Take what stands before the colon off where it tells a state, or is a notice's own words."""
    head, colon, title = rest.partition(":")
    word = _plain(head).removeprefix("updated ")
    if not colon:
        return None, rest
    if notice := _NOTICE.fullmatch(word):
        return is_firing(notice[1]), title.strip()
    if since := _SINCE.fullmatch(word):
        word = since[1]
    state = is_firing(word)
    return state, rest if state is None else title.strip()


def _ended(rest: str) -> tuple[bool | None, str, str]:
    """Take "is CRITICAL" off the end where it tells a state; the word may say how bad it is."""
    match = _IS.fullmatch(rest)
    state = None if match is None else is_firing(match[2])
    return (None, "", rest) if match is None or state is None else (state, match[2], match[1])
