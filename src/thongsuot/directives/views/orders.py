"""An order by word of mouth is noted; the signed letter is tied to it; last time's review is taken over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import OrderForm, SignedForm
from thongsuot.directives.models import Directive
from thongsuot.directives.views.asking import REFUSALS, Desk, SignedIn, letter_of, told
from thongsuot.engines import letter as engine
from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, read_in_sandbox
from thongsuot.organisations.models import Organisation, Role

RECEIVERS = (Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY)
WAYS = {Directive.Origin.TELEPHONE: "qua điện thoại", Directive.Origin.MEETING: "tại cuộc họp"}
NOTED = "chi-dao-bang-loi.txt"


def _office(request: SignedIn, at: datetime) -> Organisation:
    """Return the department whose letters the person may take in."""
    desk = Desk.of(request.user, at)
    if desk.department is None or not desk.holds(desk.department.pk, *RECEIVERS):
        raise Http404
    return desk.department


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note_order(request: SignedIn) -> HttpResponse:
    """Write down an order by telephone or at a meeting; it is read and reviewed like any letter."""
    at = now()
    office = _office(request, at)
    form = OrderForm(
        request.POST if request.method == "POST" else None, initial={"said_at": at, "way": Directive.Origin.TELEPHONE}
    )
    if request.method == "POST" and form.is_valid():
        try:
            letter = _noted(form.cleaned_data, office, request, at)
        except (*REFUSALS, Unreadable) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi chỉ đạo. Hãy rà soát từng việc; chưa có gì được giao cho đơn vị nào."))
            return redirect("directives:review", letter.pk)
    return render(request, "directives/order.html", {"form": form}, status=422 if form.errors else 200)


def _noted(told: dict[str, Any], office: Organisation, request: SignedIn, at: datetime) -> Directive:
    order = engine.Spoken(
        parent=office.parent_name,
        issuer=office.name,
        place=office.place or office.name,
        speaker=told["speaker"],
        way=WAYS[told["way"]],
        at=told["said_at"],
        addressees=told["addressees"],
        words=told["words"],
    )
    reading = read_in_sandbox("letter", engine.written(order).encode(), name=NOTED)
    instruction = actions.Instruction(told["speaker"], told["way"], told["said_at"])
    return actions.note_order(
        instruction, reading, organisation=office, reality=settings.REALITY, by=request.user, at=at
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tie(request: SignedIn, pk: int) -> HttpResponse:
    """Tie the signed letter to what was noted or issued before it, and show both side by side."""
    letter, at = letter_of(request, pk), now()
    if _office(request, at).pk != letter.organisation_id:
        raise Http404
    form = SignedForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        return _tied(request, letter, form.cleaned_data, at)
    shown = {"letter": letter, "form": form, "beside": queries.beside_signed(letter)}
    return render(request, "directives/tie.html", shown, status=422 if form.errors else 200)


def _tied(request: SignedIn, letter: Directive, given: dict[str, Any], at: datetime) -> HttpResponse:
    upload = given["file"]
    data = upload.read()
    signed = actions.Signed(upload.name, data, _read(data, upload.name), given["number"], given["dated_on"])
    with told(request):
        _letter, kept = actions.tie(letter, signed, by=request.user, at=at)
        if kept.quarantined_at is not None:
            messages.error(
                request, _("Bản ký được giữ riêng vì không an toàn: %(why)s") % {"why": files.why_apart(kept)}
            )
        elif signed.reading is None and not (signed.number and signed.dated_on):
            messages.warning(request, _("Đã lưu bản ký; không đọc được chữ trong tệp nên số và ngày chưa được điền."))
        else:
            messages.success(request, _("Đã gắn bản ký. Nhiệm vụ đã rà soát được giữ nguyên."))
    return redirect("directives:tie", letter.pk)


def _read(data: bytes, name: str) -> dict[str, Any] | None:
    """Return what the engine reads in the signed copy; none where it is a picture or unsound."""
    if files.inspect(data, name).doubt is not None:
        return None
    try:
        return read_in_sandbox("letter", data, name=name)
    except Unreadable:
        return None


@require_POST
@login_required
def as_last_time(request: SignedIn, pk: int) -> HttpResponse:
    """Settle the proposals as those of an earlier letter were settled."""
    letter = letter_of(request, pk)
    number = request.POST.get("earlier", "")
    rows = queries.visible_to(request.user, now()).filter(organisation=letter.organisation_id)
    earlier = get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)
    with told(request):
        count = actions.as_last_time(letter, earlier, by=request.user, at=now())
        messages.success(
            request, _("Đã rà soát %(count)s đề xuất như lần trước; phần còn lại chờ xem.") % {"count": count}
        )
    return redirect("directives:review", letter.pk)
