"""Bộ giấy dự phòng: whom to reach, what is open, what is in force, and blank forms with the fields of the screens."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime

from thongsuot.directives.models import Obligation
from thongsuot.directives.papers.blanks import BLANKS, blank_report
from thongsuot.directives.papers.naming import cite, letterhead, short
from thongsuot.directives.queries import Lack, OpenWork, Reserve
from thongsuot.engines.officialdoc import Align, Block, Circulation, Column, Item, Paper, Paragraph, Section, Table
from thongsuot.engines.vietnamese import padded, spell_date, spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.models import Reality
from thongsuot.organisations.models import Person

QUOTE = 300  # characters of a duty's words in the list of rules
LACKS = {Lack.OPENED: "Chưa mở văn bản", Lack.ACKNOWLEDGED: "Chưa tiếp nhận", Lack.REPORTED: "Chưa báo cáo"}
MOMENT = "%H:%M %d/%m/%Y"
HOW_TO = (
    "Khi mất điện, mất mạng, dùng bộ giấy này để liên lạc và ghi tay vào các mẫu ở phần phụ lục, ghi rõ giờ và ngày "
    "của từng việc. Khi hệ thống hoạt động lại, nhập các mẫu đã ghi với đúng giờ đã ghi trên giấy; hệ thống lưu cả giờ "
    "xảy ra và giờ nhập, kèm chữ “ghi sau”."
)


def reserve(told: Reserve) -> Paper:
    """Return the whole pack as one paper."""
    local = localtime(told.at)
    return Paper(
        letterhead=letterhead(told.department),
        type_name="Bộ giấy dự phòng",
        subject=f"Lập lúc {spell_time(local)} {spell_date(local.date())}",
        circulation=Circulation.INTERNAL,
        blocks=(
            Paragraph(HOW_TO),
            Section("Danh bạ", (_contacts(told),)),
            Section("Việc đang mở", tuple(_work(told))),
            Section("Quy định đang có hiệu lực", tuple(_rules(told))),
        ),
        annexes=(*BLANKS, *(blank_report(letter, told.duties[letter.pk]) for letter in told.letters)),
        exercise=told.reality == Reality.EXERCISE,
    )


def _contacts(told: Reserve) -> Table:
    rows: list[tuple[str | int, ...]] = []
    for organisation in told.organisations:
        people = told.people.get(organisation.pk, [])
        rows += [
            (organisation.short_name, person.name, person.title, _phones(person), person.email) for person in people
        ]
        if organisation.phone or not people:
            rows.append(
                (organisation.short_name, "Số chung" if people else "Chưa có đầu mối", "", organisation.phone, "")
            )
    columns = (
        Column("Đơn vị", 2),
        Column("Họ tên", 2.4),
        Column("Chức danh", 2),
        Column("Điện thoại", 2.2),
        Column("Thư điện tử", 2.6),
    )
    return Table(columns, tuple(rows))


def _phones(person: Person) -> str:
    return "; ".join(filter(None, [person.phone, *person.other_phones]))


def _work(told: Reserve) -> list[Block]:
    if not told.work:
        return [Paragraph("Không có việc đang mở.")]
    blocks: list[Block] = []
    columns = (Column("Đơn vị", 2), Column("Việc còn phải làm", 5), Column("Thời hạn gần nhất", 2, Align.CENTER))
    for letter in told.letters:
        rows = [row for row in told.work if row.directive == letter]
        if not rows:
            continue
        cells = tuple((row.organisation.short_name, _owed(row), _moment(row.deadline_at)) for row in rows)
        blocks.append(Paragraph(f"{cite(letter)}, phát hành lúc {_moment(letter.issued_at)}:"))
        blocks.append(Table(columns, cells))
    return blocks


def _owed(row: OpenWork) -> str:
    parts = [LACKS[row.lack]] if row.lack else []
    if row.paragraphs:
        parts.append(f"nội dung {', '.join(map(str, row.paragraphs))} ({padded(row.count)} nhiệm vụ)")
    elif row.count:
        parts.append(f"{padded(row.count)} nhiệm vụ")
    return capfirst("; ".join(parts))


def _rules(told: Reserve) -> list[Block]:
    if not told.rules:
        return [Paragraph("Không có quy định nào đang có hiệu lực.")]
    blocks: list[Block] = []
    for letter in told.letters:
        rules = [rule for rule in told.rules if rule.duty.directive_id == letter.pk]
        items = tuple(
            Item(
                f"{KINDS[rule.duty.kind].title} ({_whom(rule.duty)}, {padded(rule.organisations)} đơn vị, "
                f"từ {_moment(rule.starts_at)}): {Truncator(rule.duty.quote).chars(QUOTE)}"
            )
            for rule in rules
        )
        if items:
            blocks.append(Section(short(letter), items))
    return blocks


def _whom(duty: Obligation) -> str:
    return str(Obligation.Obliged(duty.obliged).label).lower()


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{localtime(moment):{MOMENT}}"
