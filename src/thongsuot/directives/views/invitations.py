"""Ai đã vào: the department sees how far each invited organisation has come, prints the slips and calls back."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.forms import CallerForm
from thongsuot.directives.models import Directive, Invitation
from thongsuot.directives.queries import keys
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.engines import officialdoc
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person, Role

STEPS = ("invited", "opened", "proven", "acknowledged")
PRINTERS = (*queries.OFFICERS, Role.Name.REGISTRY)


def _letter(request: SignedIn, pk: int) -> Directive:
    """Return an issued letter of the department whose invitations the person may hand out."""
    letter = letter_of(request, pk)
    if letter.issued_at is None or not Desk.of(request.user, now()).holds(letter.organisation_id, *PRINTERS):
        raise Http404
    return letter


def _invitation(request: SignedIn, pk: int, number: int) -> Invitation:
    rows = _letter(request, pk).invitations.select_related("organisation", "directive__organisation")
    return get_object_or_404(rows, pk=number)


@require_safe
@never_cache
@login_required
def invitations(request: SignedIn, pk: int) -> HttpResponse:
    """Show who was invited, who opened, who proved and who acknowledged, as it happens."""
    letter, at = _letter(request, pk), now()
    entries = queries.entries(letter, at)
    counts = Counter(entry.step for entry in entries)
    reached = {step: sum(counts[later] for later in STEPS[place:]) for place, step in enumerate(STEPS)}
    shown = {
        "letter": letter,
        "entries": sorted(entries, key=lambda entry: (_place(entry), entry.receipt.organisation.sort_key)),
        "reached": reached,
        "all": len(entries),
        "unreachable": sum(not entry.people for entry in entries),
        "paragraph": papers.words_for_letter(),
        "now": at,
    }
    return render(request, "directives/invitations.html", shown)


def _place(entry: queries.Entered) -> int:
    """Put who has not come in before who has."""
    return STEPS.index(entry.step) if entry.step in STEPS else -1


@require_safe
@never_cache
@login_required
def print_invitations(request: SignedIn, pk: int, number: int | None = None) -> HttpResponse:
    """Return the slips of all organisations, or of one, as one PDF."""
    letter = _letter(request, pk)
    rows = letter.invitations.select_related("organisation", "directive__organisation")
    rows = rows.order_by("organisation__sort_key")
    chosen = list(rows if number is None else rows.filter(pk=number))
    if not chosen:
        raise Http404
    slips = papers.slips(chosen, queries.first_deadlines(letter))
    pdf = officialdoc.to_slips(slips, fonts=settings.TYPEFACES, created=now())
    name = f'inline; filename="phieu-moi-{letter.pk}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


@require_safe
@never_cache
@login_required
def invitation(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """Show one organisation's invitation: link, digits, words for a chat, whom to call back."""
    return _shown(request, _invitation(request, pk, number), CallerForm())


def _shown(
    request: SignedIn,
    row: Invitation,
    form: CallerForm,
    *,
    code: str = "",
    callee: Person | None = None,
    error: str = "",
) -> HttpResponse:
    entry = next(e for e in queries.entries(row.directive, now()) if e.receipt.organisation_id == row.organisation_id)
    shown = {
        "letter": row.directive,
        "invitation": row,
        "entry": entry,
        "link": papers.link(row),
        "digits": keys.in_groups(keys.short_code_of(row)),
        "chat": papers.words_for_chat(row),
        "form": form,
        "code": keys.in_groups(code),
        "callee": callee,
        "calls": queries.calls_of(row),
        "error": error,
    }
    return render(request, "directives/invitation.html", shown, status=422 if form.errors or error else 200)


@require_POST
@login_required
def renew_invitation(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """End the link that is about and send a new one."""
    row = _invitation(request, pk, number)
    with told(request, _("Đã cấp phiếu mời mới và báo cho đơn vị; đường dẫn và mã cũ không còn hiệu lực.")):
        actions.renew_invitation(row, by=request.user, at=now())
    return redirect("directives:invitation", pk, number)


@require_POST
@never_cache
@login_required
def call_back(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """Show the code that is read out to a registered person, this once."""
    row = _invitation(request, pk, number)
    callee = get_object_or_404(Person, pk=_number(request.POST.get("person", "")))
    try:
        code = actions.call_back(row, callee, by=request.user, at=now())
    except NotAllowed as refusal:
        return _shown(request, row, CallerForm(), error=str(refusal))
    return _shown(request, row, CallerForm(), code=code, callee=callee)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # longer is no key of a row


@require_POST
@never_cache
@login_required
def admit_by_call(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """Enter whoever answered at an organisation without a contact, and show the code to be read out."""
    row, form = _invitation(request, pk, number), CallerForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form)
    try:
        person, code = actions.admit_by_call(row, **form.cleaned_data, by=request.user, at=now())
    except NotAllowed as refusal:
        return _shown(request, row, form, error=str(refusal))
    return _shown(request, row, CallerForm(), code=code, callee=person)
