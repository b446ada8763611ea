"""The templates by which an install speaks to its SMS gateway, filled for one message, and what they call an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

PLACE = re.compile(r"\{(to|to84|text|brand|id)\}")
PLAIN = {"content-type", "accept", "user-agent"}  # headers that hold no secret
SHORTEST = 4  # a secret shorter than this is not looked for in what the peer says
Escape = Callable[[str], str]


class Wrong(ValueError):
    """A template cannot be used; its content is not repeated, for it may hold a secret."""

    def __init__(self, variable: str, why: str) -> None:
        super().__init__(_("Biến %(variable)s không dùng được: %(why)s") % {"variable": variable, "why": why})


class Unclear(ValueError):
    """The peer's answer has not the form in which its result is to be found."""


@dataclass(frozen=True)
class Request:
    """What is asked of the peer for one message."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None


class Templates:
    """The templates of one install, read once a connection."""

    def __init__(self, url: str, told: Mapping[str, str]) -> None:
        self.url, self.told = urlsplit(url), told
        if self.url.scheme not in ("http", "https") or not self.url.hostname:
            raise Wrong("TS_SMS_URL", _("địa chỉ phải bắt đầu bằng https:// hoặc http://"))
        self.headers = _headers(told.get("headers", ""))
        self.body = told.get("body", "")
        if self.body and not any(name.lower() == "content-type" for name in self.headers):
            self.headers["Content-Type"] = _guess(self.body)
        for variable in ("success", "later"):
            _check(f"TS_SMS_{variable.upper()}", told.get(variable, ""))

    def fill(self, *, to: str, text: str, mark: str) -> Request:
        """Return the request for one message, each part escaped for where it stands."""
        values = {"to": to, "to84": f"84{to[1:]}" if to.startswith("0") else to, "text": text, "id": mark}
        values["brand"] = self.told.get("brand", "")
        path = self.url.path or "/"
        target = _fill(
            f"{path}?{self.url.query}" if self.url.query else path, values, lambda value: quote(value, safe="")
        )
        headers = {
            name: _fill(value, values, lambda told: quote(told, safe=" +")) for name, value in self.headers.items()
        }
        if not self.body:
            return Request("GET", target, headers, None)
        body = _fill(self.body, values, _escape_for(self.headers)).encode()
        return Request("POST", target, headers, body)

    def accepts(self, answer: str) -> bool:
        """Tell whether an answer says that the message was taken; without a rule every good status does."""
        return not self.told.get("success") or _matches(self.told["success"], answer)

    def postpones(self, answer: str) -> bool:
        """Tell whether an answer says that nothing was taken and that it is to be tried later."""
        return bool(self.told.get("later")) and _matches(self.told["later"], answer)

    def without_secrets(self, text: str, *more: str) -> str:
        """Return what the peer says without what only we and the peer may know."""
        secrets = {*self._secrets(), *more}
        for secret in sorted((told for told in secrets if len(told) >= SHORTEST), key=len, reverse=True):
            text = text.replace(secret, "…")
        return text

    def _secrets(self) -> Iterator[str]:
        for name, value in self.headers.items():
            if name.lower() not in PLAIN:
                yield from (value, *value.split())
        yield from (value for _name, value in parse_qsl(self.url.query) if not PLACE.search(value))
        yield from (
            value for value in _leaves(self.body) if not PLACE.search(value) and value != self.told.get("brand")
        )


def digits(number: str) -> str:
    """Return a telephone number as gateways take it, or nothing where it is none: 0900 000 001 -> 0900000001."""
    bare = re.sub(r"[\s.()-]", "", number).removeprefix("+")
    if bare.startswith("84") and len(bare) > 10:
        bare = f"0{bare[2:]}"
    return bare if re.fullmatch(r"\d{8,15}", bare) else ""


def _headers(told: str) -> dict[str, str]:
    if not told:
        return {}
    try:
        headers = json.loads(told)
    except ValueError:
        headers = None
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        raise Wrong("TS_SMS_HEADERS", _('cần một đối tượng JSON, ví dụ {"Authorization": "Bearer …"}'))
    if not all(re.fullmatch(r"[!#-'*+.^-z|~A-Z0-9-]+", name) for name in headers):
        raise Wrong("TS_SMS_HEADERS", _("tên của một đầu mục không hợp lệ"))
    if not all(re.fullmatch(r"[\x20-\x7e\xa0-\xff]*", value) for value in headers.values()):
        raise Wrong("TS_SMS_HEADERS", _("một giá trị chứa ký tự mà HTTP không mang được"))
    return headers


def _guess(body: str) -> str:
    first = body.lstrip()[:1]
    return {"{": "application/json", "[": "application/json", "<": "application/xml; charset=utf-8"}.get(
        first, "application/x-www-form-urlencoded"
    )


def _escape_for(headers: Mapping[str, str]) -> Escape:
    kind = next(value for name, value in headers.items() if name.lower() == "content-type")
    if "json" in kind:
        return lambda value: json.dumps(value, ensure_ascii=False)[1:-1]
    if "xml" in kind:
        return lambda value: escape(value, {'"': "&quot;", "'": "&apos;"})
    return quote_plus if "urlencoded" in kind else str


def _fill(template: str, values: Mapping[str, str], escaped: Escape) -> str:
    return PLACE.sub(lambda place: escaped(values[place[1]]), template)


def _check(variable: str, rule: str) -> None:
    if rule.startswith("/"):
        try:
            re.compile(rule.strip("/"))
        except re.error as error:
            raise Wrong(variable, _("biểu thức không hợp lệ")) from error
    elif rule and not all("=" in choice for choice in rule.split("|")):
        raise Wrong(variable, _("cần dạng tên=giá trị hoặc /biểu thức/"))


def _matches(rule: str, answer: str) -> bool:
    """Tell whether an answer follows a rule: /pattern/, or `path=value|path=value` in its JSON."""
    if rule.startswith("/"):
        return re.search(rule.strip("/"), answer) is not None
    try:
        told = json.loads(answer)
    except ValueError as error:
        raise Unclear from error
    return any(_at(told, path.strip()) == value.strip() for path, _sign, value in _choices(rule))


def _choices(rule: str) -> Iterator[tuple[str, str, str]]:
    return (choice.partition("=") for choice in rule.split("|"))


def _at(told: Any, path: str) -> str | None:
    """Return what stands at a path such as `messages.0.status`, as text; None where nothing does."""
    for step in path.split("."):
        if isinstance(told, dict) and step in told:
            told = told[step]
        elif isinstance(told, list) and step.isdigit() and int(step) < len(told):
            told = told[int(step)]
        else:
            return None
    return json.dumps(told) if isinstance(told, bool | None) else str(told)


def _leaves(body: str) -> Iterator[str]:
    """Return the values that stand in a body's template."""
    try:
        told = json.loads(body)
    except ValueError:
        yield from re.findall(r"[^\s\"'<>&=,{}]+", body)
        return
    waiting = [told]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str):
            yield value
