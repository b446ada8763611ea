"""A person takes a call one step on."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.hotline import actions
from thongsuot.hotline.forms import AnswerForm, IncidentForm, LinkForm, NoteForm, PromiseForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.views.asking import SignedIn, call_of, told
from thongsuot.hotline.views.opening import call_page


@require_http_methods(["GET", "POST"])
@login_required
def call_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a call; the address of a step, opened by itself, leads to the page."""
    at = now()
    row = call_of(request, pk, at)
    if request.method == "GET":
        return redirect(row)
    match verb:
        case "nhan" | "tra-lai":
            return _press(request, row, verb, at)
        case "tra-loi":
            return _answer(request, row, at)
        case "hen-goi-lai" | "goi-khong-duoc":
            return _promise(request, row, verb, at)
        case "khong-noi-dung":
            return _void(request, row, at)
        case "mo-su-co":
            return _open(request, row, at)
        case "gan-su-co":
            return _link(request, row, at)
    raise Http404


def _press(request: SignedIn, row: HotlineCall, verb: str, at: datetime) -> HttpResponse:
    """Do what needs no words."""
    if verb == "nhan":
        with told(request, _("Bạn đã nhận xử lý tin báo.")):
            actions.take(row, by=request.user, at=at)
    else:
        with told(request, _("Tin báo trở lại danh sách chờ.")):
            actions.put_back(row, by=request.user, at=at)
    return redirect("hotline:list" if "sau" in request.POST else row)


def _answer(request: SignedIn, row: HotlineCall, at: datetime) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id="id_answer_%s")
    if form.is_valid():
        told_so = form.cleaned_data
        when = {"answered_at": told_so["answered_at"], "answered_by": told_so["answered_by"]}
        with told(request, _("Đã ghi nội dung trả lời."), form):
            actions.answer(row, told_so["answer"], by=request.user, at=at, **when)
    return _back(request, row, at, answer_form=form)


def _promise(request: SignedIn, row: HotlineCall, verb: str, at: datetime) -> HttpResponse:
    form = PromiseForm(request.POST, auto_id="id_promise_%s")
    if form.is_valid():
        moment, note = form.cleaned_data["call_back_at"], form.cleaned_data["note"]
        with told(request, _("Đã hẹn gọi lại; đến giờ hệ thống nhắc người hẹn."), form):
            if verb == "hen-goi-lai":
                actions.promise(row, moment, by=request.user, at=at, note=note)
            else:
                said = note or "Gọi lại không liên lạc được."
                actions.note_unreached(row, said, moment, by=request.user, at=at)
    return _back(request, row, at, promise_form=form)


def _void(request: SignedIn, row: HotlineCall, at: datetime) -> HttpResponse:
    form = NoteForm(request.POST, auto_id="id_void_%s")
    if form.is_valid():
        with told(request, _("Đã ghi tin báo không có nội dung; tin này không còn được tính."), form):
            actions.void(row, form.cleaned_data["reason"], by=request.user, at=at)
    return _back(request, row, at, void_form=form)


def _open(request: SignedIn, row: HotlineCall, at: datetime) -> HttpResponse:
    form = IncidentForm(request.user, at, request.POST, auto_id="id_incident_%s")
    if form.is_valid():
        carrier = form.cleaned_data["carrier"] or request.user.organisation
        with told(request, _("Đã mở sự cố; người trực đang được báo."), form):
            actions.open_incident(row, form.cleaned_data["failure"], carrier=carrier, by=request.user, at=at)
    return _back(request, row, at, incident_form=form)


def _link(request: SignedIn, row: HotlineCall, at: datetime) -> HttpResponse:
    form = LinkForm(request.user, row, at, request.POST, auto_id="id_link_%s")
    if form.is_valid():
        with told(request, _("Đã gắn tin báo với sự cố."), form):
            actions.link_incident(row, form.cleaned_data["incident"], by=request.user, at=at)
    return _back(request, row, at, link_form=form)


def _back(request: SignedIn, row: HotlineCall, at: datetime, **typed: forms.Form) -> HttpResponse:
    """Show the call again; what was wrong stays in its form."""
    if any(form.errors for form in typed.values()):
        return call_page(request, row, at, forms=typed, status=422)
    return redirect(row)
