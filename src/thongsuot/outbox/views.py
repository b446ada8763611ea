"""A person opens the inbox, answers, or works through the call sheet."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.organisations import access
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person
from thongsuot.outbox import actions, queries
from thongsuot.outbox.forms import CallForm, ReplyForm, TrialForm
from thongsuot.outbox.models import Channel, Message
from thongsuot.outbox.states import MessageState

PER_PAGE = 50
STATES = [MessageState.QUEUED, MessageState.SENT, MessageState.UNCERTAIN, MessageState.FAILED]


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@require_GET
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the person's messages, newest first."""
    person = _person(request)
    page = Paginator(queries.visible_to(person), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "outbox/inbox.html", {"page": page, "unread": queries.unread(person)})


@require_GET
@login_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message; opening it marks it as read."""
    person = _person(request)
    row = get_object_or_404(queries.visible_to(person), pk=pk)
    actions.read(row, by=person, at=now())
    return render(request, "outbox/message.html", _shown(row, ReplyForm()))


def _shown(row: Message, form: ReplyForm) -> dict[str, object]:
    return {"message": row, "replies": row.replies.all(), "form": form}


@require_POST
@login_required
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a message."""
    person = _person(request)
    row = get_object_or_404(queries.visible_to(person), pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return render(
            request, "outbox/message.html", {"message": row, "replies": row.replies.all(), "form": form}, status=422
        )
    actions.reply(row, body=form.cleaned_data["body"], channel=Channel.IN_APP, by=person, at=now())
    messages.success(request, _("Đã gửi trả lời."))
    return redirect(row)


@require_GET
@login_required
def call_sheet(request: HttpRequest) -> HttpResponse:
    """Show whom to telephone, and what to say."""
    page = Paginator(queries.call_sheet(_person(request), now()), PER_PAGE).get_page(request.GET.get("page"))
    calls = [(row, CallForm(auto_id=f"id_{row.pk}_%s")) for row in page]
    return render(request, "outbox/call_sheet.html", {"page": page, "calls": calls})


@require_GET
@login_required
def outgoing(request: HttpRequest) -> HttpResponse:
    """Show what left for whom and what became of it; what nobody knows is counted too."""
    rows = queries.outgoing(_person(request), now())
    tally = queries.tally(rows)
    state = request.GET.get("trang-thai", "")
    page = Paginator(rows.filter(state=state) if state in STATES else rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: dict[str, object] = {
        "page": page,
        "tally": tally,
        "state": state,
        "troubles": queries.troubles(),
        "states": STATES,
    }
    if name := queries.single_link():
        with access.acting_as_system():  # whether the link is open is everybody's concern who waits for it
            shown["link"] = queries.standing_of(name, now())
    return render(request, "outbox/outgoing.html", shown)


@require_POST
@login_required
def record_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a call came to."""
    person = _person(request)
    row = get_object_or_404(queries.call_sheet(person, now()), pk=pk)
    form = CallForm(request.POST, auto_id=f"id_{row.pk}_%s")
    if not form.is_valid():
        page = Paginator([row], PER_PAGE).get_page(1)
        return render(request, "outbox/call_sheet.html", {"page": page, "calls": [(row, form)]}, status=422)
    actions.record_call(row, **form.cleaned_data, by=person, at=now())
    messages.success(request, _("Đã ghi kết quả cuộc gọi."))
    return redirect("outbox:calls")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def channels(request: HttpRequest) -> HttpResponse:
    """Show the ways out and how they do; a POST sends a message to one's own address."""
    person, at = _person(request), now()
    if not organisations.keeps_install(person, at):
        raise Http404(_("Trang này dành cho người quản trị của Sở."))
    form = TrialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.try_out(form.cleaned_data["channel"], by=person, at=at)
        except actions.NoAddress as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã đưa tin thử vào hàng chờ gửi; kết quả hiện ở dòng “Tin thử”."))
            return redirect("outbox:channels")
    with access.acting_as_system():  # a link belongs to its operator, whose rows the administrator need not see
        links = queries.standings(at)
    shown = {"ways": queries.ways(), "form": form, "links": links}
    return render(request, "outbox/channels.html", shown, status=422 if form.is_bound else 200)
