"""A person takes a matter on, or says that it cannot be: signed in, or on a phone by the link in the page."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.engines.officialdoc import to_pdf
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import InvalidKey
from thongsuot.organisations.models import Person, Role
from thongsuot.paging import actions, papers, queries
from thongsuot.paging.models import Ladder, Page
from thongsuot.paging.states import PageState

CANNOT = "cannot"  # the button of who cannot take it on


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page to those who may take it on; a POST accepts it, or says that its person cannot."""
    person = cast(Person, request.user)
    row = get_object_or_404(queries.visible_to(person).select_related("ladder"), pk=pk)
    if request.method != "POST":
        shown = {
            **_shown(row),
            "telephones": _telephones(row.ladder, person, now()),
            "mine": row.person_id == person.pk,
        }
        return render(request, "paging/page.html", shown)
    cannot = request.POST.get("answer") == CANNOT
    try:
        if cannot and row.person_id != person.pk:
            raise NotAllowed(_("Việc này hỏi người khác; chưa có gì thay đổi."))
        if cannot:
            actions.decline(row, by=person, at=now())
        else:
            actions.accept(row.ladder, by=person, at=now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except IllegalMove:
        messages.warning(request, _already(row))
    else:
        messages.success(request, _done(cannot=cannot))
    return redirect(row)


@require_safe
@never_cache
@login_required
def strip(request: HttpRequest) -> HttpResponse:
    """Show what calls the person now: the part that every page carries, alone."""
    return render(request, "paging/_strip_alone.html")


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a page to the holder of its link; only a POST answers, for mail programs open links by themselves."""
    cannot = request.POST.get("answer") == CANNOT
    try:
        if request.method != "POST":
            return render(request, "paging/link.html", {**_shown(actions.knock(secret, at=now())), "mine": True})
        act = actions.decline_by_link if cannot else actions.accept_by_link
        act(secret, at=now())
    except InvalidKey as error:
        return render(request, "paging/link_ended.html", {"reason": str(error)}, status=404)
    except IllegalMove:
        messages.warning(request, _("Việc này đã có người tiếp nhận hoặc đã kết thúc; bạn không cần làm gì thêm."))
    else:
        messages.success(request, _done(cannot=cannot))
    return redirect("paging:link", secret=secret)


@require_safe
@never_cache
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the call sheet of a ladder to those of its organisation who telephone."""
    person, at = cast(Person, request.user), now()
    row = get_object_or_404(Ladder.objects.select_related("organisation"), pk=pk)
    if not _telephones(row, person, at):
        raise Http404
    data = to_pdf(papers.call_sheet(row, at), fonts=settings.TYPEFACES, created=at)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="danh-sach-goi-{row.pk}.pdf"'
    return answer


def _telephones(ladder: Ladder, person: Person, at: datetime) -> bool:
    roles = (Role.Name.DUTY, Role.Name.LEADER, Role.Name.CONTACT)
    return access.holds(person, *roles, organisation=ladder.organisation_id, at=at)


def _shown(row: Page) -> dict[str, object]:
    waiting = row.ladder.state in queries.UNANSWERED and row.state in queries.ANSWERABLE
    declined = row.state == PageState.DECLINED
    return {"page": row, "ladder": row.ladder, "waiting": waiting, "declined": declined}


def _done(*, cannot: bool) -> str:
    if cannot:
        return _("Đã ghi nhận bạn không nhận được việc này; hệ thống đang báo người tiếp theo.")
    return _("Bạn đã tiếp nhận việc này.")


def _already(row: Page) -> str:
    return _("Việc này đã có người tiếp nhận hoặc đã kết thúc (%(title)s); bạn không cần làm gì thêm.") % {
        "title": row.ladder.title
    }
