"""Somebody of the department brings a list of contacts, looks at what it would change, takes it in or undoes it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, read_in_sandbox
from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Import, Organisation, Person
from thongsuot.web.import_forms import ColumnsForm, ListForm

PER_PAGE = 50
FAULTS_SHOWN = 200


def _department(request: HttpRequest, at: datetime) -> Organisation:
    """Return the department whose contacts the person keeps; to anybody else the page is not there."""
    person = cast(Person, request.user)
    department = person.organisation
    keeps = access.holds(person, *actions.KEEPERS, organisation=department, at=at)
    if department.kind != Organisation.Kind.DEPARTMENT or not keeps:
        raise Http404(_("Trang này dành cho người giữ danh bạ của Sở."))
    return department


def _batch(request: HttpRequest, pk: int, at: datetime) -> Import:
    _department(request, at)
    return get_object_or_404(queries.imports_visible_to(cast(Person, request.user), at), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def contact_lists(request: HttpRequest) -> HttpResponse:
    """Show the lists brought so far; a POST brings another, read in the sandbox before anything is kept."""
    at = now()
    department = _department(request, at)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _lists(request, form, at)
    upload = form.cleaned_data["file"]
    data = upload.read()
    sheet = _read(form, data, upload.name)
    if sheet is None:
        return _lists(request, form, at)
    batch = actions.bring(
        sheet,
        filename=files.clean_name(upload.name),
        sha256=hashlib.sha256(data).hexdigest(),
        organisation=department,
        by=cast(Person, request.user),
        at=at,
    )
    return redirect("contact-list", batch.pk)


def _read(form: ListForm, data: bytes, name: str) -> dict[str, Any] | None:
    """Return the table in the file, or say on the form why there is none."""
    kept = _("Chưa có gì được ghi nhận.")
    if data and (doubt := files.inspect(data, name).doubt) is not None:
        words = _("Tệp không được đọc: %(reason)s") % {"reason": doubt}
        form.add_error("file", f"{words} {kept}")
        return None
    try:
        return read_in_sandbox("contacts", data, name=name)
    except Unreadable as refusal:
        words = _(refusal.message)
        form.add_error("file", words if kept in words else f"{words} {kept}")
        return None


def _lists(request: HttpRequest, form: ListForm, at: datetime) -> HttpResponse:
    rows = queries.imports_visible_to(cast(Person, request.user), at).defer("sheet", "entries")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    status = 422 if form.is_bound else 200
    return render(request, "web/contact_lists.html", {"form": form, "page": page}, status=status)


@require_safe
@never_cache
@login_required
def contact_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a list would change, or what it changed."""
    at = now()
    return _page(request, _batch(request, pk, at), at)


def _page(
    request: HttpRequest, batch: Import, at: datetime, *, form: ColumnsForm | None = None, reasons: Any = ()
) -> HttpResponse:
    status = 422 if form is not None or reasons else 200
    if batch.taken_at is not None:
        page = Paginator(batch.entries, PER_PAGE).get_page(request.GET.get("page"))
        shown = {"batch": batch, "page": page, "reasons": reasons, "counts": _counts(batch)}
        return render(request, "web/contact_list_taken.html", shown, status=status)
    plan = queries.plan(batch, at)
    form = form or ColumnsForm(plan.layout.columns)
    shown = {
        "batch": batch,
        "plan": plan,
        "columns": list(zip(form, plan.layout.headings, plan.samples, strict=True)),
        "form": form,
        "nameless": "organisation" not in plan.layout.columns,
        "encoding": (batch.sheet or {}).get("encoding", ""),
        "counts": {
            "organisations": plan.made("organisation"),
            "people": plan.made("person"),
            "changed": plan.count("changed"),
            "same": plan.count("same"),
        },
        "faults": plan.faults[:FAULTS_SHOWN],
        "page": Paginator(plan.lines, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "web/contact_list.html", shown, status=status)


def _counts(batch: Import) -> dict[str, int]:
    made = [entry["row"].partition(":")[0] for entry in batch.entries if entry["before"] is None]
    return {
        "organisations": made.count("organisation"),
        "people": made.count("person"),
        "roles": made.count("role"),
        "changed": len(batch.entries) - len(made),
    }


@require_POST
@login_required
def contact_list_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Say what the columns mean, take the list in, or undo it."""
    batch = _batch(request, pk, now())
    if verb not in STEPS:
        raise Http404
    return STEPS[verb](request, batch)


def _name_columns(request: HttpRequest, batch: Import) -> HttpResponse:
    at = now()
    if batch.taken_at is not None:
        return redirect("contact-list", batch.pk)
    layout = queries.layout_of(batch)
    form = ColumnsForm(layout.columns, request.POST)
    if not form.is_valid():
        return _page(request, batch, at, form=form)
    actions.name_columns(batch, form.columns, by=cast(Person, request.user), at=at)
    messages.success(request, _("Đã đọc lại bảng theo các cột vừa chọn; chưa có gì được nhập."))
    return redirect("contact-list", batch.pk)


def _take_in(request: HttpRequest, batch: Import) -> HttpResponse:
    try:
        actions.take_in(batch, seal=request.POST.get("seal", ""), by=cast(Person, request.user), at=now())
    except (actions.ImportEnded, actions.PlanChanged, actions.NothingToImport) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhập danh bạ. Có thể hoàn tác khi chưa ai dùng đến."))
    return redirect("contact-list", batch.pk)


def _undo(request: HttpRequest, batch: Import) -> HttpResponse:
    try:
        actions.undo_import(batch, by=cast(Person, request.user), at=now())
    except actions.ImportEnded as refusal:
        messages.error(request, str(refusal))
    except actions.ImportUsed as refusal:
        messages.error(request, str(refusal))
        return _page(request, batch, now(), reasons=refusal.reasons)
    else:
        messages.success(request, _("Đã hoàn tác: danh bạ trở lại như trước khi nhập."))
    return redirect("contact-list", batch.pk)


STEPS = {"cot": _name_columns, "nhap": _take_in, "hoan-tac": _undo}
