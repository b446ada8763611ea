"""Pages below /moi/: whoever holds an invitation sees it, proves a code and acknowledges, without an account."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import CodeForm, ShortCodeForm
from thongsuot.directives.queries import Guest
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import InvalidKey

COOKIE = "ts_moi"
NOTHING_YET = "-"  # what the cookie says before anything is proven: if it comes back, the browser keeps cookies
# machines that name themselves; Cubot makes telephones
LOOKERS_ON = re.compile(r"(?<!cu)bot\b|crawl|spider|preview|externalhit|^(WhatsApp|Viber)/", re.IGNORECASE)


def proof_of(request: HttpRequest) -> str:
    """Return the proof a request brings; one that changes something brings it in the form, whatever the cookie says."""
    if request.method == "POST":
        return request.POST.get("proof", "")
    return request.GET.get("proof") or request.COOKIES.get(COOKIE, "")


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _ended(request: HttpRequest, refusal: Exception) -> HttpResponse:
    return _private(render(request, "directives/invited_ended.html", {"reason": str(refusal)}, status=404))


@csrf_exempt  # digits of a paper and nothing else
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def short_code(request: HttpRequest) -> HttpResponse:
    """Let somebody type the digits that stand on the paper."""
    form = ShortCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        client = request.META.get("REMOTE_ADDR", "")
        try:
            secret = actions.find_by_short_code(form.cleaned_data["code"], client=client, at=now())
        except (actions.UnknownShortCode, actions.TooSoon) as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("directives:guest", secret)
    return _private(
        render(request, "directives/invited_short.html", {"form": form}, status=422 if form.errors else 200)
    )


@never_cache
@require_http_methods(["GET", "HEAD"])
def guest(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the invitation: which letter, from whom, until when, and what can be done about it."""
    look = actions.enter if _looks_on(request) else actions.look_in
    try:
        visitor = look(secret, proof_of(request), at=now())
    except InvalidKey as refusal:
        return _ended(request, refusal)
    return _invited(request, secret, visitor)


def _visitor(request: HttpRequest, secret: str) -> Guest:
    """Return who stands before the page that a refusal is shown on."""
    return actions.enter(secret, proof_of(request), at=now())


def _looks_on(request: HttpRequest) -> bool:
    """Tell the machines that fetch a page to show its title in a chat from the people who open it."""
    return request.method == "HEAD" or bool(LOOKERS_ON.search(request.headers.get("User-Agent", "")))


def _invited(request: HttpRequest, secret: str, visitor: Guest, *, error: str = "") -> HttpResponse:
    proof = proof_of(request) if visitor.proven else ""
    shown = {
        "invited": queries.invited(visitor.invitation, now()),
        "guest": visitor,
        "secret": secret,
        "proof": proof,
        "query": "" if COOKIE in request.COOKIES else f"?proof={proof}" if proof else "",
        "error": error,
    }
    answer = render(request, "directives/invited.html", shown, status=422 if error else 200)
    if COOKIE not in request.COOKIES:
        _keep(request, answer, secret, proof or NOTHING_YET)
    return _private(answer)


def _keep(request: HttpRequest, answer: HttpResponse, secret: str, proof: str) -> None:
    answer.set_cookie(
        COOKIE,
        proof,
        max_age=int(actions.PROOF_LASTS.total_seconds()),
        path=reverse("directives:guest", args=[secret]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


@csrf_exempt  # a code is sent to whom it belongs, whoever asks; asking is slowed down
@never_cache
@require_POST
def ask_code(request: HttpRequest, secret: str) -> HttpResponse:
    """Send a code to the address chosen."""
    at = now()
    try:
        code = actions.ask_code(secret, request.POST.get("to", ""), at=at)
    except InvalidKey as refusal:
        return _ended(request, refusal)
    except (actions.UnknownAddress, actions.TooSoon) as refusal:
        return _invited(request, secret, _visitor(request, secret), error=str(refusal))
    return redirect("directives:guest-code", secret, code.person_id)


@csrf_exempt  # whoever posts has the code in hand; a proof is only ever taken from the form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, secret: str, person: int | None = None) -> HttpResponse:
    """Take the code that was sent to a person, or read out on the telephone."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            return _proven(request, secret, person, form)
        visitor = actions.enter(secret, "", at=now())
    except InvalidKey as refusal:
        return _ended(request, refusal)
    return _code_page(request, secret, visitor, person, form)


def _proven(request: HttpRequest, secret: str, person: int | None, form: CodeForm) -> HttpResponse:
    acknowledge = request.POST.get("viec") == "tiep-nhan"
    try:
        _person, proof = actions.prove(
            secret, form.cleaned_data["code"], person_id=person, acknowledge=acknowledge, at=now()
        )
    except (actions.WrongCode, actions.TooSoon, actions.UnknownAddress, NotAllowed, IllegalMove) as refusal:
        form.add_error("code", str(refusal))
        return _code_page(request, secret, _visitor(request, secret), person, form)
    address = reverse("directives:guest", args=[secret])
    answer = redirect(address if COOKIE in request.COOKIES else f"{address}?proof={proof}")
    _keep(request, answer, secret, proof)
    return _private(answer)


def _code_page(request: HttpRequest, secret: str, visitor: Guest, person: int | None, form: CodeForm) -> HttpResponse:
    sent = queries.last_code(visitor.invitation, person)
    shown: dict[str, Any] = {
        "invited": queries.invited(visitor.invitation, now()),
        "secret": secret,
        "person": person,
        "sent": sent,
        "where": queries.masked(sent.sent_to) if sent else "",
        "form": form,
    }
    return _private(render(request, "directives/invited_code.html", shown, status=422 if form.errors else 200))


@csrf_exempt  # the proof comes in the form, where no other site can put it
@never_cache
@require_POST
def acknowledge_as_guest(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm that the letter reached the organisation."""
    try:
        actions.acknowledge_as_guest(secret, proof_of(request), at=now())
    except InvalidKey as refusal:
        return _ended(request, refusal)
    except (queries.NotProven, NotAllowed, IllegalMove) as refusal:
        return _invited(request, secret, _visitor(request, secret), error=str(refusal))
    onward = reverse("directives:guest", args=[secret])
    return redirect(onward if COOKIE in request.COOKIES else f"{onward}?proof={proof_of(request)}")
