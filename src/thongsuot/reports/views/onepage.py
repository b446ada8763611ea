"""One page, one typing: an organisation reports under the letter's own paragraphs, signed in or by its invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as letters
from thongsuot.directives.models import Directive
from thongsuot.engines.officialdoc import to_docx
from thongsuot.engines.tables import write_xlsx
from thongsuot.files import queries as files
from thongsuot.files.queries.contents import SHEET, WORD
from thongsuot.organisations import access
from thongsuot.organisations.actions import EditedMeanwhile, InvalidKey
from thongsuot.organisations.models import Deed, Organisation, Person
from thongsuot.reports import actions, papers, queries
from thongsuot.reports.actions import Stated
from thongsuot.reports.forms import PLAIN, OnePageForm, version_field
from thongsuot.reports.queries import COMMON
from thongsuot.reports.views.asking import REFUSALS, SignedIn

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Place:
    """Who types, of which letter, for whom, and where the page stands."""

    by: Person
    directive: Directive
    organisation: Organisation
    address: str
    template: str
    more: dict[str, Any]

    def page(self, at: datetime) -> queries.OnePage:
        """Return the page as it stands."""
        return queries.one_page(self.directive, self.organisation, at)


@never_cache
@require_http_methods(METHODS)
@login_required
def one_page(request: SignedIn, directive: int) -> HttpResponse:
    """Let an organisation's people type what they report on a letter."""
    at = now()
    return _work(request, signed_in(request, directive, at), at)


def signed_in(request: SignedIn, directive: int, at: datetime) -> Place:
    """Return the place of somebody who is signed in; a letter that reached none of their organisations is not there."""
    letter = get_object_or_404(letters.visible_to(request.user, at), pk=directive)
    offices = queries.speaking_for(request.user, letter, at)
    asked = request.GET.get("don-vi", "")
    chosen = next((office for office in offices if asked in ("", str(office.pk))), None)
    if chosen is None or letter.state == Directive.State.REVIEW:
        raise Http404(_("Văn bản này không gửi đến đơn vị của bạn."))
    address = reverse("reports:one-page", args=[letter.pk])
    more = {"offices": [office for office in offices if office != chosen]}
    return Place(request.user, letter, chosen, f"{address}?don-vi={chosen.pk}", "reports/one_page.html", more)


@csrf_exempt  # whoever posts brings the proof in the form, not in a cookie
@never_cache
@require_http_methods(METHODS)
def guest_work(request: HttpRequest, secret: str) -> HttpResponse:
    """Let whoever was invited and has proven a code type the same page without an account."""
    at, shown = now(), request.method != "POST"
    proof = request.COOKIES.get("ts_moi") or request.GET.get("proof", "") if shown else request.POST.get("proof", "")
    try:
        guest = directives.enter(secret, proof, at=at)
    except InvalidKey:
        return redirect("directives:guest", secret)
    if guest.person is None:
        return _unproven(request, secret)
    invitation = guest.invitation
    address = reverse("reports:guest-work", args=[secret])
    query = "" if "ts_moi" in request.COOKIES else f"?proof={proof}"
    more = {"guest": guest, "secret": secret, "proof": proof, "query": query}
    place = Place(
        guest.person,
        invitation.directive,
        invitation.organisation,
        f"{address}{query}",
        "reports/one_page_guest.html",
        more,
    )
    answer = _work(request, place, at)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _unproven(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a code; what was typed stays on the page, or on the device where scripts run."""
    if request.headers.get("X-Autosave") or request.method == "POST":
        words = _(
            "Cần nhận mã mới trước khi lưu. Phần đã nhập còn trên máy này; nhận mã xong, mở lại trang để gửi tiếp."
        )
        shown = {"reason": words, "secret": secret, "saved": [], "typed": _typed_anyway(request.POST), "now": now()}
        template = "reports/_saved.html" if request.headers.get("X-Autosave") else "reports/one_page_unproven.html"
        return render(request, template, shown, status=403)
    return redirect("directives:guest", secret)


def _typed_anyway(data: QueryDict) -> list[str]:
    """Return the words of a form that could not be taken, to be copied by hand."""
    told = (str(words) for name, words in data.items() if name.startswith("loi_"))
    return [words for words in told if words.strip()]


def _work(request: HttpRequest, place: Place, at: datetime) -> HttpResponse:
    page = place.page(at)
    if request.method == "POST":
        return _take(request, place, page, at)
    return _show(request, place, page, OnePageForm(page), at)


def _take(request: HttpRequest, place: Place, page: queries.OnePage, at: datetime) -> HttpResponse:
    """Save what was typed, and lay the report before the leader where that was asked."""
    quiet = bool(request.headers.get("X-Autosave"))
    form = OnePageForm(page, request.POST, request.FILES)
    if not form.is_valid():
        if quiet:
            return _saved(request, place, form, Stated(), at, refusal=_errors(form))
        return _show(request, place, page, form, at, status=422)
    lay = request.POST.get("viec") == "trinh"
    act = actions.state_and_prepare if lay else actions.state
    try:
        stated = act(place.directive, place.organisation, form.typed(), by=place.by, at=at)
    except (*REFUSALS, EditedMeanwhile) as refusal:
        if quiet:
            return _saved(request, place, form, Stated(), at, refusal=str(refusal))
        messages.error(request, str(refusal))
        return _show(request, place, place.page(at), form, at, status=409)
    if quiet:
        return _saved(request, place, form, stated, at)
    _tell(request, stated, laid=lay)
    if stated.overtaken:
        return _overtaken(request, place, stated, at)
    return redirect(place.address)


def _errors(form: OnePageForm) -> str:
    return " ".join(f"{form[name].label}: {' '.join(map(str, told))}" for name, told in form.errors.items())


def _tell(request: HttpRequest, stated: Stated, *, laid: bool) -> None:
    """Say what came of it."""
    for reason in stated.unfinished:
        messages.warning(request, reason)
    for file in stated.apart:
        words = _("Tệp “%(name)s” chưa được dùng: %(reason)s")
        messages.warning(request, words % {"name": file.name, "reason": files.why_apart(file)})
    if stated.overtaken:
        return
    if laid and stated.report is not None:
        messages.success(request, _("Đã lưu và trình lãnh đạo duyệt."))
    else:
        messages.success(request, _("Đã lưu. Số liệu và nội dung đã là báo cáo của đơn vị."))


def _overtaken(request: HttpRequest, place: Place, stated: Stated, at: datetime) -> HttpResponse:
    """Show what somebody else wrote beside what was typed; saving again is then a decision."""
    page = place.page(at)
    data = request.POST.copy()
    for number, passage in page.passages.items():
        if version_field(number) in data:
            data[version_field(number)] = passage.version
    data[version_field(COMMON)] = page.version
    form = OnePageForm(page, data)
    return _show(request, place, page, form, at, status=422, overtaken=stated.overtaken)


def _show(
    request: HttpRequest,
    place: Place,
    page: queries.OnePage,
    form: OnePageForm,
    at: datetime,
    *,
    status: int = 200,
    overtaken: dict[int, str] | None = None,
) -> HttpResponse:
    may = access.holds(place.by, *directives.AT_WORK, organisation=place.organisation, at=at, deed=Deed.DECLARE)
    writable = page.writable and may
    shown = {
        "page": page,
        "letter": place.directive,
        "organisation": place.organisation,
        "address": place.address,
        "form": form,
        "writable": writable,
        "rows": [_row(passage, form, overtaken or {}, open_=writable) for passage in page.passages.values()],
        "common_words": [(label, getattr(page.report, name)) for name, label in PLAIN] if page.report else [],
        "plain": [form[name] for name, _label in PLAIN] if page.duty is not None else [],
        "common": version_field(COMMON),
        "untold": queries.answers_untold(page.report, at) if writable and page.report is not None else None,
        "overtaken": overtaken or {},
        "overtaken_common": (overtaken or {}).get(COMMON, ""),
        "typed": [] if writable else _typed_anyway(request.POST),
        "now": at,
        **place.more,
    }
    return render(request, place.template, shown, status=status)


def _row(passage: queries.Passage, form: OnePageForm, overtaken: dict[int, str], *, open_: bool) -> dict[str, Any]:
    """Return one paragraph with its fields, and what somebody else wrote meanwhile."""
    writes = open_ and bool(passage.spoken)
    return {
        "passage": passage,
        "version": version_field(passage.number),
        "words": form[f"loi_{passage.number}"] if writes else None,
        "groups": [
            (group, [(slot, form[slot.field] if writes else None) for slot in group.slots]) for group in passage.groups
        ],
        "theirs": overtaken.get(passage.number, ""),
        "done": f"xong_{passage.number}" in form.data,
    }


def _saved(
    request: HttpRequest, place: Place, form: OnePageForm, stated: Stated, at: datetime, *, refusal: str = ""
) -> HttpResponse:
    """Answer the page's script: which version stands now, and what somebody else wrote; nothing when it was refused."""
    page = place.page(at)
    touched = [page.passages[passage.number] for passage in form.touched()]
    shown = {
        "saved": [(passage, stated.overtaken.get(passage.number, "")) for passage in touched],
        "page": page,
        "reason": refusal,
        "notes": stated.unfinished,
        "apart": [(file.name, files.why_apart(file)) for file in stated.apart],
        "overtaken_common": stated.overtaken.get(COMMON, ""),
        "now": at,
    }
    status = 422 if refusal else 409 if stated.overtaken else 200
    return render(request, "reports/_saved.html", shown, status=status)


@require_safe
@never_cache
@login_required
def one_page_file(request: SignedIn, directive: int, form: str) -> HttpResponse:
    """Hand the page out as a workbook or a document, for the parent company."""
    at = now()
    page = signed_in(request, directive, at).page(at)
    if form == "xlsx":
        data, kind = write_xlsx(papers.HEADER, papers.table(page), title=str(page.directive)), SHEET
    else:
        data, kind = to_docx(papers.for_parent(page, at), created=at), WORD
    name = f"bao-cao-{page.organisation.code}-van-ban-{directive}.{form}"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
