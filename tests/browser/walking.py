"""Every address of the URLconf is opened as somebody who may see it, with its queries counted and its time taken."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

ANYBODY = ""
SEEN_BY = (
    "so.lanhdao", "dd-1.daumoi", "so.quantri", "dd-1.lanhdao", "bc-1.daumoi", "so.thanhtra", "so.chuyenvien",
    "so.trucban", "bv-nhi.cntt",
)  # fmt: skip
WITHOUT_SIGNING_IN = {
    "account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
    "account_reset_password_from_key_done", "directives:briefing", "paging:link",
    "directives:short-code", "directives:guest", "directives:guest-call", "directives:guest-code",
    "directives:guest-answers", "reports:verify", "reports:verify-code",
}  # fmt: skip
MORE = {  # the same address, narrowed or opened
    "directives:matrix": ["mo=tat-ca", "late=on", "kind=DUTY_ROSTER&service=mobile"],
    "directives:directive": ["hoi=phat-hanh", "hoi=ket-thuc"],
    "reports:list": ["trang-thai=draft"],
}
NO_PAGE = {  # why an address that answers GET shows no page of ours
    "healthz": "JSON for machines",
    "files:download": "a file as it came",
    "directives:original": "a file as it came",
    "directives:page-picture": "a picture",
    "directives:print-invitations": "a PDF",
    "directives:reminder-letters": "a parcel of letters",
    "directives:print-invitation": "a PDF",
    "reports:one-page-file": "a file for the parent company",
    "reports:own-paper": "a paper as PDF or DOCX",
    "campaigns:scan": "a file as it came",
    "campaigns:export": "a table of sums as CSV",
    "campaigns:report": "a PDF",
    "campaigns:order": "an order as JSON or PDF",
    "campaigns:bad-lines": "a table of refused lines as CSV",
    "campaigns:campaign-step": "a form; opened by itself it leads to its page",
    "campaigns:share-step": "a form; opened by itself it leads to its page",
    "campaigns:numbers": "a form; opened by itself it leads to its page",
    "duty:roster-paper": "a roster as PDF or XLSX",
    "duty:roster-step": "a form; opened by itself it leads to its page",
    "duty:attendance": "a table as XLSX",
    "duty:setting-step": "a form; opened by itself it leads to its page",
    "duty:feed": "a calendar for telephones",
    "duty:end-my-leave": "a form; opened by itself it leads to its page",
    "duty:swap-step": "a form; opened by itself it leads to its page",
    "duty:swap-now": "a form; opened by itself it leads to its page",
    "duty:log-paper": "a PDF",
    "incidents:board-paper": "a PDF",
    "incidents:media-type": "a file for the monitoring",
    "incidents:source-step": "a form; opened by itself it leads to its page",
    "incidents:review": "a PDF",
    "incidents:file": "a file as it came",
    "incidents:task-step": "a form; opened by itself it leads to its page",
    "incidents:incident-step": "a form; opened by itself it leads to its page",
    "handover": "the address of duty:handover, which it answers",
    "paging:strip": "the part of every page that calls somebody, alone",
    "paging:sheet": "a PDF",
    "hotline:log": "a PDF",
    "hotline:call-step": "a form; opened by itself it leads to its page",
    "hotline:find": "a piece of the form of a call",
    "reports:guest-approve": "needs the proof of a code; tests/reports/test_views_sending.py",
    "reports:guest-work": "needs the proof of a code; tests/reports/test_one_page.py",
    "files:run_fragment": "a piece of the page of a run",
    "links:receipt": "a receipt to be carried back",
    "directives:board": "goes to the newest letter",
    "account_set_password": "goes to the change of the password that everybody has",
    "account_reset_password_from_key": "needs the secret of a message; tests/web/test_accounts.py",
    "mfa_authenticate": "stands between the password and a second factor that was set up",
    "mfa_reauthenticate": "needs a second factor that was set up",
    "mfa_deactivate_totp": "needs a second factor that was set up",
    "mfa_view_recovery_codes": "needs a second factor that was set up",
    "mfa_generate_recovery_codes": "needs a second factor that was set up",
    "mfa_download_recovery_codes": "a file",
    "mfa_reauthenticate_webauthn": "needs a key that was set up",
    "mfa_remove_webauthn": "needs a key that was set up",
    "mfa_edit_webauthn": "needs a key that was set up",
}


@dataclass
class Visit:
    """One page as one person saw it."""

    name: str
    address: str
    username: str
    status: int
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    queries: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.name} {self.address} ({self.username or 'nobody signed in'})"


def names(patterns: list[Any] | None = None, space: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the name of every address, and whether it needs something in it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", bool(pattern.pattern.converters)
        elif isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inside)


def forms_alone(name: str) -> bool:
    """Tell whether an address takes forms alone: then it answers 405 to whoever opens it."""
    parts = next(entry for entry in get_resolver_of(name).reverse_dict.getlist(name.rpartition(":")[2]))[0][0][1]
    known = {"secret": "x", "kind": "OTHER", "verb": "x", "form": "docx", "uidb36": "1", "key": "x-y"}
    address = reverse(name, kwargs={part: known.get(part, 1) for part in parts})
    return Client().get(address).status_code == 405


def get_resolver_of(name: str) -> URLResolver:
    """Return the resolver of a name's own part of the house."""
    space = name.rpartition(":")[0]
    return get_resolver().namespace_dict[space][1] if space else get_resolver()


def walk(clients: dict[str, Client], keys: dict[str, list[Any]], *, cold: bool = False) -> list[Visit]:
    """Open every page as everybody of the list who may see it; where it is `cold`, what is read once is read before."""
    visits: list[Visit] = []
    for name, needs in names():
        if name in NO_PAGE:
            continue
        for number, args in enumerate(keys.get(name, [[]] if not needs else [])):
            address = reverse(name, args=args)
            seen = (ANYBODY,) if name in WITHOUT_SIGNING_IN else SEEN_BY
            if cold and not number:
                both_sides(clients, name, address, seen)
            visits += both_sides(clients, name, address, seen)
            visits += [
                visit
                for query in MORE.get(name, [])
                if (visit := look(clients[seen[0]], name, f"{address}?{query}", seen[0]))
            ]
    return visits


def look(client: Client, name: str, address: str, username: str) -> Visit | None:
    """Open one page; none where this person is told that there is no such page."""
    connection.queries_log.clear()  # it holds only so many: a full one would count nothing
    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        answer = client.get(address)
        seconds = time.perf_counter() - began
    if answer.status_code in (404, 405, 403, 302):
        return None
    html, headers = answer.content.decode(), dict(answer.headers)
    return Visit(name, address, username, answer.status_code, html, headers, len(asked), seconds)


def both_sides(clients: dict[str, Client], name: str, address: str, seen: Sequence[str]) -> list[Visit]:
    """Open a page as the first of the department who may see it, and as the first of the enterprises."""
    found: dict[bool, Visit] = {}
    for username in seen:
        side = username.startswith("so.")
        if side not in found and (visit := look(clients[username], name, address, username)):
            found[side] = visit
    return list(found.values())
