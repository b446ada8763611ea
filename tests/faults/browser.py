"""One person's browser: cookies, forms, and what the answer itself says came of the act."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zlib
from dataclasses import dataclass, field

from django.core.signing import b64_decode

PATIENCE = 20.0  # seconds for one answer: longer than a stopped process goes unnoticed
SUCCESS, ERROR = 25, 40  # Django's levels of messages


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where nothing did, and then nobody knows what came of the act."""

    status: int
    body: str = ""
    location: str = ""
    levels: tuple[int, ...] = ()

    @property
    def unknown(self) -> bool:
        """Tell whether the act may or may not have happened."""
        return self.status == 0 or self.status >= 500

    @property
    def done(self) -> bool:
        """Tell whether the answer says that the act was done."""
        return self.status == 302 and SUCCESS in self.levels and ERROR not in self.levels


@dataclass
class Browser:
    """Keeps cookies, follows no redirect, tries nothing twice."""

    url: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask(urllib.request.Request(self._address(path)))  # noqa: S310 - our own address

    def post(self, path: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: object) -> Answer:
        """Send a form."""
        for cookie in [c for c in self.jar if c.name == "messages"]:  # of an earlier act
            self.jar.clear(cookie.domain, cookie.path, cookie.name)
        token = next((c.value for c in self.jar if c.name == "csrftoken"), "")
        told = {"csrfmiddlewaretoken": token, **{name: str(value) for name, value in fields.items()}}
        request = urllib.request.Request(self._address(path))  # noqa: S310 - our own address
        if files:
            request.data, kind = _multipart(told, files)
            request.add_header("Content-Type", kind)
        else:
            request.data = urllib.parse.urlencode(told).encode()
        return self._ask(request)

    def sign_in(self, username: str, password: str) -> bool:
        """Sign in with the plain form."""
        self.get("accounts/login/")
        return self.post("accounts/login/", login=username, password=password).status == 302

    def _address(self, path: str) -> str:
        return urllib.parse.urljoin(self.url, path)

    def _ask(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(_AsItIs, urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return self._answer(answer)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code)
        except (OSError, http.client.HTTPException):
            return Answer(0)

    def _answer(self, answer) -> Answer:
        body = answer.read().decode("utf-8", "replace")
        return Answer(answer.status, body, answer.headers.get("Location", ""), self._levels())

    def _levels(self) -> tuple[int, ...]:
        """Read the levels of the messages that the answer left in its cookie."""
        kept = next((c.value for c in self.jar if c.name == "messages"), None)
        if not kept:
            return ()
        packed = kept.strip('"').partition(":")[0]
        data = b64_decode(packed.lstrip(".").encode())
        told = json.loads(zlib.decompress(data) if packed.startswith(".") else data)
        return tuple(int(entry[2]) for entry in told if entry[0] == "__json_message")


class _AsItIs(urllib.request.HTTPRedirectHandler):
    """Hand a redirect back as it is."""

    def http_error_302(self, req, fp, code, msg, headers):
        """Return the answer itself."""
        return fp

    http_error_301 = http_error_303 = http_error_307 = http_error_302


def _multipart(fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (filename, data) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
