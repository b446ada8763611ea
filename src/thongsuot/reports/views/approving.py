"""A leader sees exactly what will be frozen and approves it by a one-time code, signed in or by an invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions as directives
from thongsuot.directives.queries import Guest, NotProven, masked
from thongsuot.organisations.access import holds
from thongsuot.organisations.actions import InvalidKey
from thongsuot.organisations.models import Deed, Person, Role
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import PLAIN, ApprovalForm, paragraph_label
from thongsuot.reports.models import Report
from thongsuot.reports.views.asking import REFUSALS, SignedIn
from thongsuot.reports.views.opening import visible

METHODS = ["GET", "HEAD", "POST"]
COOKIE = "ts_moi"
ASKED = "ma"  # the value of the button that asks for a code
REFUSED = (
    *REFUSALS,
    actions.ContentChanged,
    actions.NothingToApprove,
    directives.TooSoon,
    directives.UnknownAddress,
    directives.WrongCode,
)


@never_cache
@require_http_methods(METHODS)
@login_required
def approve(request: SignedIn, pk: int) -> HttpResponse:
    """Show a report as it would be frozen; a POST asks for the code, or sends the report by it."""
    at = now()
    row = visible(request, pk, at)
    if request.method != "POST":
        return _signed_in(request, row, at)
    if request.POST.get("viec") == ASKED:
        try:
            actions.send_approval_code(row, request.POST.get("to", ""), by=request.user, at=at)
        except REFUSED as refusal:
            return _signed_in(request, row, at, error=str(refusal))
        return redirect("reports:approve", row.pk)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _signed_in(request, row, at, form=form)
    try:
        actions.approve(row, form.cleaned_data["code"], by=request.user, at=at)
    except REFUSED as refusal:
        form.add_error("code", str(refusal))
        return _signed_in(request, row, at, form=form)
    messages.success(request, _("Đã gửi báo cáo. Số liệu và nội dung đã chốt."))
    return redirect(row)


def _signed_in(
    request: SignedIn, row: Report, at: datetime, *, form: ApprovalForm | None = None, error: str = ""
) -> HttpResponse:
    shown = {**_seen(row, request.user, at), "form": form or ApprovalForm(), "error": error}
    return render(request, "reports/approve.html", shown, status=422 if error or form else 200)


def _seen(row: Report | None, person: Person, at: datetime) -> dict[str, Any]:
    """Gather exactly what would be frozen, and how the person may approve it."""
    if row is None:
        return {"report": None}
    texts = dict(queries.paragraphs_of(row))
    told = [(paragraph_label(int(n)), words, texts.get(int(n), "")) for n, words in row.narrative.items() if words]
    waiting = row.state == Report.State.PREPARED
    leads = holds(person, Role.Name.LEADER, organisation=row.organisation_id, at=at, deed=Deed.SUBMIT)
    code = queries.last_code(row, person, actions.APPROVAL, at) if waiting else None
    digest = queries.digest_to_send(row, at)
    return {
        "report": row,
        "figures": queries.lines(queries.figures_of(row, at)),
        "narrative": told,
        "plain": [(label, getattr(row, name)) for name, label in PLAIN],
        "rule": queries.rule_of(row.directive).label,
        "waiting": waiting,
        "own": row.prepared_by_id == person.pk,
        "leads": leads,
        "addresses": queries.own_addresses(person, row.organisation, at) if waiting and leads else [],
        "sent": code,
        "where": masked(code.sent_to) if code else "",
        "stale": code is not None and code.digest != digest,
        "now": at,
    }


@csrf_exempt  # whoever posts brings the proof in the form, not in a cookie
@never_cache
@require_http_methods(METHODS)
def guest_approve(request: HttpRequest, secret: str) -> HttpResponse:
    """Let a leader without an account do the same behind an invitation."""
    at, posted = now(), request.method == "POST"
    proof = request.POST.get("proof", "") if posted else request.COOKIES.get(COOKIE) or request.GET.get("proof", "")
    form = ApprovalForm(request.POST) if posted and request.POST.get("viec") != ASKED else None
    try:
        if not posted or (form is not None and not form.is_valid()):
            guest = directives.enter(secret, proof, at=at)
            return _guest_page(request, secret, proof, guest, at, form=form)
        if form is None:
            actions.send_code_to_guest(secret, proof, request.POST.get("to", ""), at=at)
        else:
            actions.approve_as_guest(secret, proof, form.cleaned_data["code"], at=at)
    except (InvalidKey, NotProven):
        return redirect("directives:guest", secret)
    except REFUSED as refusal:
        return _refused(request, secret, proof, str(refusal), at)
    onward = reverse("reports:guest-approve", args=[secret])
    return redirect(onward if COOKIE in request.COOKIES else f"{onward}?proof={proof}")


def _refused(request: HttpRequest, secret: str, proof: str, error: str, at: datetime) -> HttpResponse:
    return _guest_page(request, secret, proof, directives.enter(secret, proof, at=at), at, error=error)


def _guest_page(
    request: HttpRequest,
    secret: str,
    proof: str,
    guest: Guest,
    at: datetime,
    *,
    form: ApprovalForm | None = None,
    error: str = "",
) -> HttpResponse:
    if guest.person is None:
        return redirect("directives:guest", secret)
    letter, organisation = guest.invitation.directive, guest.invitation.organisation
    row = queries.to_approve(letter, organisation)
    shown = {
        **_seen(row, guest.person, at),
        "done": queries.last_sent(letter, organisation) if row is None else None,
        "letter": letter,
        "organisation": organisation,
        "guest": guest,
        "secret": secret,
        "proof": proof,
        "query": "" if COOKIE in request.COOKIES else f"?proof={proof}",
        "form": form or ApprovalForm(),
        "error": error,
    }
    answer = render(request, "reports/approve_guest.html", shown, status=422 if error or form else 200)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
