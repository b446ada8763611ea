"""Lines "KEY: value" of a mail, in Vietnamese or English, accents optional; and the sentences of Zabbix's own mails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thongsuot.engines.alerts._words import meanings
from thongsuot.engines.vietnamese import fold

Form = dict[str, str]  # meaning of the field (words.toml) -> what stands there

_LINE = re.compile(r"[\s*+•-]*+([^:：]{1,40}?)\s*+[:：]\s*+(.*)")
_RULE = re.compile(r"[-=_*]{3,}")
_STARTED = re.compile(r"Problem started at (\S{5,8}) on (\S{10})")
_RESOLVED = re.compile(r"Problem has been resolved (?:in .{1,40} )?at (\S{5,8}) on (\S{10})")
_MOST = 50


def forms_of(lines: Sequence[str]) -> list[Form]:
    """Gather forms: a rule across the page, or the field that one began with, begins the next; 50 at most."""
    found: list[Form] = []
    form: Form = {}
    for line in lines:
        if _RULE.fullmatch(line):
            found, form = [*found, form], {}
            continue
        for meaning, value in _fields(line):
            if form and meaning == next(iter(form)):
                found, form = [*found, form], {}
            form.setdefault(meaning, value)
    told = [one for one in (*found, form) if one.keys() & {"key", "title", "site", "host"}]
    return told[:_MOST]


def _fields(line: str) -> list[tuple[str, str]]:
    if resolved := _RESOLVED.search(line):
        return [("ends", f"{resolved[2]} {resolved[1]}"), ("state", "resolved")]
    if started := _STARTED.search(line):
        return [("starts", f"{started[2]} {started[1]}"), ("state", "problem")]
    match = _LINE.fullmatch(line)
    if match is None or not match[2]:
        return []
    meaning = meanings("field").get(" ".join(fold(match[1]).split()))
    return [(meaning, match[2].strip())] if meaning else []
