"""Hỏi, đáp without an account: whoever came in by an invitation asks and reads the replies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import AnswerForm
from thongsuot.directives.queries import Guest
from thongsuot.directives.views.answering import REFUSED, answer_form, said_in
from thongsuot.directives.views.guests import COOKIE, proof_of
from thongsuot.organisations.actions import InvalidKey


@csrf_exempt  # the proof comes in the form, where no other site can put it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_answers(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the published answers to everybody with the link, and one's own questions to whoever is proven."""
    try:
        visitor = actions.enter(secret, proof_of(request), at=now())
    except InvalidKey as refusal:
        return _private(render(request, "directives/invited_ended.html", {"reason": str(refusal)}, status=404))
    invitation = visitor.invitation
    data = request.POST if request.method == "POST" else None
    form = answer_form(invitation.directive_id, invitation.organisation, data, request.GET.get("ve", ""))
    if form.is_valid() and _sent(visitor, form):
        address = reverse("directives:guest-answers", args=[secret])
        return redirect(address if COOKIE in request.COOKIES else f"{address}?proof={proof_of(request)}")
    return _page(request, secret, visitor, form)


def _sent(visitor: Guest, form: AnswerForm) -> bool:
    """Send what a guest says; a refusal stands on the form, where everything typed is kept."""
    invitation = visitor.invitation
    try:
        by = visitor.require_proven()
        actions.answer(invitation.directive, invitation.organisation, said_in(form), by=by, at=now())
    except (queries.NotProven, *REFUSED) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, secret: str, visitor: Guest, form: AnswerForm) -> HttpResponse:
    invitation = visitor.invitation
    proof = proof_of(request) if visitor.proven else ""
    own = queries.answers_of(invitation.directive, invitation.organisation_id) if visitor.proven else None
    shown: dict[str, Any] = {
        "letter": invitation.directive,
        "guest": visitor,
        "secret": secret,
        "proof": proof,
        "query": "" if COOKIE in request.COOKIES else f"?proof={proof}" if proof else "",
        "form": form,
        "answers": queries.waiting_first(own) if own is not None else (),
        "clarifications": queries.clarifications_of(invitation.directive),
    }
    return _private(render(request, "directives/invited_ask.html", shown, status=422 if form.errors else 200))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
