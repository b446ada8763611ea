"""Letters: the list, the upload, the letter's own page and what the department does with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import LetterForm, NoteForm, UrgencyForm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.states import Outcome
from thongsuot.directives.views import scanning
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, read_in_sandbox
from thongsuot.organisations import access
from thongsuot.organisations.models import Deed, Role

PER_PAGE = 25
PRINTERS = (*queries.OFFICERS, Role.Name.REGISTRY)
RECEIVERS = (Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY)
PASTED = "van-ban-dan-vao.txt"
DOUBTS = {
    "disguised": gettext_lazy("Đuôi tên tệp không khớp với nội dung thật của tệp nên tệp không được đọc."),
    "runnable": gettext_lazy("Tệp chứa chương trình hoặc macro có thể tự chạy nên không được đọc."),
    "bomb": gettext_lazy("Tệp nén bung ra lớn bất thường nên không được đọc."),
    "polyglot": gettext_lazy("Tệp đồng thời mang nội dung của hai định dạng nên không được đọc."),
    "broken": gettext_lazy("Tệp bị hỏng hoặc chưa được tải lên trọn vẹn nên không được đọc."),
}
NOTHING_ENTERED = gettext_lazy("Chưa có gì được ghi nhận.")
SAVE_ANEW = gettext_lazy("Hãy lưu văn bản thành tệp TXT, DOCX (không có macro) hoặc PDF mới rồi gửi lại.")


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Show the letters, newest first."""
    at = now()
    desk = Desk.of(request.user, at)
    rows = queries.visible_to(request.user, at).defer("text", "reading")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tallies = queries.acknowledged(page.object_list)
    return render(
        request,
        "directives/list.html",
        {
            "page": page,
            "letters": [(letter, tallies.get(letter.pk)) for letter in page.object_list],
            "inside": desk.department is not None,
            "may_receive": _may_receive(desk),
        },
    )


def _may_receive(desk: Desk) -> bool:
    return desk.department is not None and desk.holds(desk.department.pk, *RECEIVERS)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: SignedIn) -> HttpResponse:
    """Take a letter in: it is read in the sandbox before anything is written."""
    at = now()
    desk = Desk.of(request.user, at)
    if not _may_receive(desk) or desk.department is None:
        raise Http404
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _upload_page(request, form)
    name, data = _bytes_of(form)
    reading = _read(form, data, name)
    try:
        if reading is None and not form.errors:
            begun = scanning.begin(form, data, name, organisation=desk.department, by=request.user, at=at)
            return redirect(begun) if begun else _upload_page(request, form)
        if reading is None:
            return _upload_page(request, form)
        letter = actions.receive_upload(
            data, reading, name=name, organisation=desk.department, reality=settings.REALITY, by=request.user, at=at
        )
    except actions.AlreadyReceived as refusal:
        return _upload_page(request, form, earlier=refusal)
    messages.success(request, _("Đã đọc văn bản. Hãy rà soát từng đề xuất; chưa có gì được giao cho đơn vị nào."))
    return redirect("directives:review", letter.pk)


def _upload_page(
    request: SignedIn, form: LetterForm, *, earlier: actions.AlreadyReceived | None = None
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "directives/upload.html", {"form": form, "earlier": earlier}, status=status)


def _bytes_of(form: LetterForm) -> tuple[str, bytes]:
    if file := form.cleaned_data["file"]:
        return file.name, file.read()
    return PASTED, form.cleaned_data["text"].replace("\r\n", "\n").encode()


def _read(form: LetterForm, data: bytes, name: str) -> dict[str, Any] | None:
    """Return what the engine reads, or say on the form why not; without an error, None means: this is a scan."""
    field = "text" if name == PASTED else "file"
    if data and (doubt := files.inspect(data, name).doubt) is not None:
        form.add_error(field, f"{DOUBTS[doubt.code]} {NOTHING_ENTERED} {SAVE_ANEW}")
        return None
    if scanning.is_picture(data, name):
        return None
    try:
        return read_in_sandbox("letter", data, name=name)
    except Unreadable as refusal:
        if refusal.code == "no_text":
            return None
        kept, words = str(NOTHING_ENTERED), _(refusal.message)
        form.add_error(field, words if kept in words else f"{words} {kept}")
        return None


@require_safe
@never_cache
@login_required
def directive(request: SignedIn, pk: int) -> HttpResponse:
    """Show a letter: its head, its text, its duties, and who has received it."""
    at, letter = now(), letter_of(request, pk)
    desk = Desk.of(request.user, at)
    inside = desk.belongs_to(letter.organisation_id)
    shown = _inside(letter, desk, at) if inside else _received(letter, desk, at)
    return render(
        request,
        "directives/directive.html",
        {
            "letter": letter,
            "reading": letter.reading,
            "inside": inside,
            "now": at,
            "asked": request.GET.get("hoi", ""),
            "note_form": NoteForm(),
            "urgency_form": UrgencyForm(initial={"urgency": letter.urgency}),
            "clarifications": queries.clarifications_of(letter) if letter.issued_at else (),
            "links": queries.amendments_of(letter),
            **shown,
        },
    )


def _inside(letter: Directive, desk: Desk, at: datetime) -> dict[str, Any]:
    """Gather what the department sees and may do."""
    leads = desk.holds(letter.organisation_id, Role.Name.LEADER)
    decides = leads or desk.holds(letter.organisation_id, Role.Name.FOLLOWER)
    in_review, issued = letter.state == Directive.State.REVIEW, letter.state == Directive.State.ISSUED
    may = {
        "review": decides and in_review,
        "issue": decides and in_review,
        "withdraw": leads and (in_review or issued),
        "close": leads and issued,
        "invite": letter.issued_at is not None and desk.holds(letter.organisation_id, *PRINTERS),
        "tie": desk.holds(letter.organisation_id, *RECEIVERS) and letter.state != Directive.State.WITHDRAWN,
        "correct": decides and issued and letter.issued_at is not None and at <= letter.issued_at + actions.WINDOW,
    }
    found = {"citations": queries.to_confirm(letter), "others": queries.earlier_letters(letter) if decides else []}
    if letter.issued_at is None:
        proposals = list(letter.obligations.order_by("start", "id"))
        waiting = sum(o.state == Obligation.State.PROPOSED for o in proposals)
        bound = queries.reach(letter, at) if may["issue"] else 0
        lacks = queries.lacks(letter) if may["issue"] else []
        like = queries.addressees_last_time(letter) if may["issue"] else []
        shown = {"proposals": proposals, "waiting": waiting, "bound": bound}
        return {"may": may, **shown, **found, "lacks": lacks, "like": like}
    board = queries.matrix(letter, at=at)
    briefed = queries.briefings(letter, board.receipts, at)
    receipts = sorted(board.receipts.values(), key=lambda r: r.organisation.sort_key)
    return {
        "may": may,
        **found,
        "duties": _duties(board),
        "receipts": [(receipt, briefed.get(receipt.organisation_id)) for receipt in receipts],
        "tally": queries.Tally(sum(r.acknowledged_at is not None for r in receipts), len(receipts)),
    }


def _duties(board: queries.Matrix) -> list[dict[str, Any]]:
    """Return each duty with how many organisations have done it, and how many are late."""
    late = Outcome.OPEN_LATE
    return [
        {
            "duty": row.obligation,
            "done": sum(cell.done for cell in row.cells),
            "of": sum(cell.total for cell in row.cells),
            "late": sum(cell.word is late for cell in row.cells),
            "cell": row.cells[0] if len(row.cells) == 1 else None,
        }
        for paragraph in board.rows
        for row in paragraph.duties
    ]


def _received(letter: Directive, desk: Desk, at: datetime) -> dict[str, Any]:
    """Gather what an organisation sees that received the letter."""
    own = desk.person.organisation_id
    board = queries.matrix(letter, at=at, organisations=[own])
    receipt = board.receipts.get(own)
    waits = receipt is not None and receipt.acknowledged_at is None and letter.state == Directive.State.ISSUED
    briefing = queries.briefing_duty(receipt) if receipt is not None else None
    return {
        "may": {
            "acknowledge": waits and desk.holds(own, *actions.AT_THE_DESK, deed=Deed.ACKNOWLEDGE),
            "brief": receipt is not None and desk.holds(own, Role.Name.CONTACT, Role.Name.LEADER),
            "minute": briefing is not None and desk.holds(own, *actions.AT_WORK, deed=Deed.DECLARE),
            "ask": receipt is not None and letter.state == Directive.State.ISSUED,
        },
        "duties": _duties(board),
        "receipt": receipt,
        "briefed": queries.briefings(letter, [own], at).get(own),
        "by_minutes": queries.briefed_by_minutes(briefing) if briefing is not None else None,
    }


@require_safe
@login_required
def original(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the letter as it came, to everybody whom it reached."""
    letter = letter_of(request, pk)
    with access.reaching(letter.organisation_id):
        file = letter.file
        if file is None:
            raise Http404
        try:
            content = files.content(file)
        except files.Quarantined:
            return render(request, "files/quarantined.html", {"file": file}, status=403)
    return HttpResponse(content, headers=files.headers(file))


@require_POST
@login_required
def mark_urgency(request: SignedIn, pk: int) -> HttpResponse:
    """Say how urgent the letter is, before it goes out."""
    letter, form = letter_of(request, pk), UrgencyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Độ khẩn chưa đúng; chưa có gì thay đổi."))
        return redirect(letter)
    with told(request, _("Đã ghi độ khẩn của văn bản.")):
        actions.mark_urgency(letter, form.cleaned_data["urgency"], by=request.user, at=now())
    return redirect(letter)


@require_POST
@login_required
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """Send the letter to everybody whom it binds."""
    letter = letter_of(request, pk)
    with told(request, _("Đã phát hành văn bản; các đơn vị đã được báo.")):
        to = queries.addressees_last_time(letter) if request.POST.get("like") else None
        actions.issue(letter, by=request.user, at=now(), to=to)
    return redirect(letter)


@require_POST
@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take the letter back."""
    letter, form = letter_of(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy ghi lý do hủy văn bản; chưa có gì thay đổi."))
        return redirect(letter)
    with told(request, _("Đã hủy văn bản. Số liệu và kết quả đã ghi vẫn được giữ.")):
        actions.withdraw(letter, by=request.user, at=now(), note=form.cleaned_data["note"])
    return redirect(letter)


@require_POST
@login_required
def close(request: SignedIn, pk: int) -> HttpResponse:
    """End the letter."""
    letter = letter_of(request, pk)
    with told(request, _("Đã kết thúc văn bản. Mọi nội dung vẫn xem lại được.")):
        actions.close(letter, by=request.user, at=now())
    return redirect(letter)
