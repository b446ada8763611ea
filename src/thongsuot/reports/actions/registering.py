"""Number and date after the signature: from the agency's own register, or from the one kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.engines.vietnamese import short_date
from thongsuot.files import actions as files
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.reports import queries
from thongsuot.reports.actions.consolidating import draw_again
from thongsuot.reports.models import Register, RegisterEntry, Snapshot, Upward

KEEPERS = (Role.Name.REGISTRY, Role.Name.LEADER)


class BadEntry(ValueError):
    """The register cannot take the entry; it says why, and nothing was entered."""


@dataclass(frozen=True)
class Filing:
    """What a person enters of a paper; without a number it is asked from the register kept here."""

    on: date
    number: int | None = None
    signer: str = ""
    type_name: str = "Báo cáo"
    symbol: str = ""
    subject: str = ""
    recipients: str = ""


@transaction.atomic
def keep_register(
    organisation: Organisation, reality: str, *, ours: bool, version: int, by: Person, at: datetime
) -> Register:
    """Say whether the organisation's outgoing register is kept here or in a book of its own."""
    require(by, *KEEPERS, organisation=organisation, at=at)
    row, _new = Register.objects.get_or_create(organisation=organisation, reality=reality)
    return ledger.amend(row, version=version or 1, by=by, at=at, ours=ours)


@transaction.atomic
def register(snapshot: Snapshot, recipient: str, filing: Filing, *, by: Person, at: datetime) -> RegisterEntry:
    """Enter number and date of a signed paper, and let it be drawn with them."""
    about = f"Kết quả thực hiện {snapshot.directive}"
    if queries.entry_of(snapshot, recipient) is not None:
        raise BadEntry(_("Báo cáo này đã có số và ngày; số đã vào sổ được giữ nguyên. Nếu ghi nhầm, hãy sửa mục đó."))
    told = {
        "type_name": filing.type_name,
        "symbol": queries.symbol_of(snapshot.organisation),
        "subject": filing.subject or about,
        "recipients": queries.addressee(snapshot.organisation, recipient, at=snapshot.taken_at),
        "snapshot": snapshot,
        "recipient": Upward.Recipient(recipient).value,
    }
    entry = _enter(snapshot.organisation, snapshot.reality, filing, by=by, at=at, told=told)
    draw_again(snapshot, by, at)
    return entry


@transaction.atomic
def register_other(
    organisation: Organisation, reality: str, filing: Filing, *, by: Person, at: datetime
) -> RegisterEntry:
    """Enter a paper that was drawn elsewhere, so that its number is not given twice."""
    if not (filing.symbol and filing.subject):
        raise BadEntry(_("Cần ghi ký hiệu và trích yếu của văn bản; chưa có gì được vào sổ."))
    told = {name: getattr(filing, name) for name in ("type_name", "symbol", "subject", "recipients")}
    return _enter(organisation, reality, filing, by=by, at=at, told=told)


def _enter(
    organisation: Organisation, reality: str, filing: Filing, *, by: Person, at: datetime, told: dict[str, Any]
) -> RegisterEntry:
    require(by, *KEEPERS, organisation=organisation, at=at)
    year = filing.on.year
    with connection.cursor() as cursor:  # two officers never draw the same number
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [f"register:{reality}:{year}", organisation.pk]
        )
    ours = queries.keeps_here(organisation, reality)
    number = queries.next_number(organisation, reality, year) if ours else filing.number
    number = _checked(organisation, reality, filing.on, number, ours=ours, at=at)
    return RegisterEntry.objects.create(
        organisation=organisation,
        reality=reality,
        year=year,
        number=number,
        on=filing.on,
        signer=filing.signer,
        ours=ours,
        by_name=str(by),
        entered_at=at,
        **told,
    )


def _checked(
    organisation: Organisation, reality: str, on: date, number: int | None, *, ours: bool, at: datetime
) -> int:
    """Return the number if the register can take it: dates not ahead, numbers once a year, ours in order of time."""
    if not number or number < 1:
        raise BadEntry(_("Cơ quan có sổ riêng nên cần nhập số do văn thư cấp; chưa có gì được vào sổ."))
    if on > localtime(at).date():
        raise BadEntry(_("Ngày của văn bản nằm sau hôm nay; chưa có gì được vào sổ. Hãy kiểm tra lại ngày."))
    rows = RegisterEntry.objects.filter(organisation=organisation, reality=reality, year=on.year)
    if (same := rows.filter(number=number).first()) is not None:
        raise BadEntry(
            _("Số %(number)s đã cấp trong năm cho “%(subject)s” (%(on)s); chưa có gì được vào sổ. Hãy nhập số khác.")
            % {"number": same, "subject": same.subject, "on": short_date(same.on)}
        )
    if ours and (last := rows.order_by("-on").first()) is not None and on < last.on:
        raise BadEntry(
            _("Sổ đã có văn bản ngày %(on)s; số cấp theo thứ tự thời gian nên ngày không được sớm hơn.")
            % {"on": short_date(last.on)}
        )
    return number


@transaction.atomic
def correct_entry(entry: RegisterEntry, *, number: int, on: date, version: int, by: Person, at: datetime) -> None:
    """Put right a number or date that was entered wrongly; what stood before is kept. Once sent it stays."""
    require(by, *KEEPERS, organisation=entry.organisation_id, at=at)
    if entry.sent_at is not None:
        raise BadEntry(
            _("Báo cáo đã gửi đi nên số và ngày được giữ nguyên; sai sót được xử lý bằng văn bản đính chính.")
        )
    taken = RegisterEntry.objects.filter(
        organisation=entry.organisation_id, reality=entry.reality, year=on.year, number=number
    ).exclude(pk=entry.pk)
    if number < 1 or on > localtime(at).date() or taken.exists():
        raise BadEntry(_("Số đã cấp trong năm hoặc ngày nằm sau hôm nay; mục cũ được giữ nguyên."))
    ledger.amend(entry, version=version, by=by, at=at, number=number, on=on, year=on.year)
    if entry.snapshot is not None:
        draw_again(entry.snapshot, by, at)


@transaction.atomic
def keep_signed(entry: RegisterEntry, data: bytes, *, name: str, by: Person, at: datetime) -> RegisterEntry:
    """Keep the signed and sealed copy as the final one."""
    require(by, *KEEPERS, Role.Name.FOLLOWER, organisation=entry.organisation_id, at=at)
    file = files.store(data, name=name, organisation=entry.organisation, reality=entry.reality, by=by, at=at)
    if file.quarantined_at:
        raise BadEntry(
            _(
                "Tệp không phải bản quét hay bản ký số đọc được nên chưa được ghi là bản chính. "
                "Hãy quét lại rồi gửi tệp khác."
            )
        )
    return ledger.amend(entry, version=entry.version, by=by, at=at, signed_id=file.pk)


@transaction.atomic
def send_up(entry: RegisterEntry, *, by: Person, at: datetime) -> RegisterEntry:
    """Note that a person has sent the paper upwards; the system itself sends nothing."""
    require(by, *KEEPERS, Role.Name.FOLLOWER, organisation=entry.organisation_id, at=at)
    if entry.sent_at is not None:
        raise BadEntry(_("Báo cáo này đã được ghi là đã gửi; thời điểm đã ghi được giữ nguyên."))
    entry = ledger.amend(entry, version=entry.version, by=by, at=at, sent_at=at, sent_by_name=str(by))
    if entry.snapshot is not None:
        _keep_promise(entry.snapshot, by, at)
        ledger.notify(topic(entry.snapshot), entry.organisation_id)
    return entry


def _keep_promise(snapshot: Snapshot, by: Person, at: datetime) -> None:
    """Once every paper of the snapshot has left, what the letter promised those above is done."""
    sent = set(snapshot.entries.filter(sent_at__isnull=False).values_list("recipient", flat=True))
    promise = duties.upward_duty(snapshot.directive, snapshot.deadline_at)
    if promise is not None and sent == set(Upward.Recipient.values) and promise.state in duties.OPEN:
        directives.finish(promise, by=by, at=at)
