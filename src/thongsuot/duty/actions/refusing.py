"""Why something of a roster is not done; what is said names what was kept and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.states import RosterState
from thongsuot.organisations.models import Person


class Unsuitable(ValueError):
    """An entry that cannot stand; `field` names it in the form."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


class NotPublishable(ValueError):
    """A roster with a gap, an unreachable person or somebody in two places; `lines` say each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(
            _("Chưa ban hành được lịch trực, bản dự thảo vẫn còn nguyên. Cần xử lý: %(lines)s.")
            % {"lines": "; ".join(lines)}
        )
        self.lines = lines


class Breaks(ValueError):
    """A change of a published roster that would leave it worse than it may be; `lines` say how."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(_("Chưa đổi được, lịch trực giữ nguyên: %(lines)s.") % {"lines": "; ".join(lines)})
        self.lines = lines


class Doubtful(ValueError):
    """Rules would be broken that may be, if somebody says so (`even_so`); `lines` say which."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(
            _("Chưa thực hiện, mọi thứ giữ nguyên. Cần xác nhận trước khi tiếp tục: %(lines)s.")
            % {"lines": "; ".join(lines)}
        )
        self.lines = lines


class Taken(ValueError):
    """The person stands somewhere else at that time."""

    def __init__(self, person: Person | None) -> None:
        super().__init__(
            _("%(who)s đã có ca trực khác trong thời gian này; chưa có gì thay đổi. Hãy chọn người khác.")
            % {"who": person}
        )
        self.person = person


class NotYours(PermissionError):
    """Somebody else's shift."""

    def __init__(self) -> None:
        super().__init__(_("Ca trực này không phải của bạn; chưa có gì thay đổi."))


class Begun(ValueError):
    """The shift has begun, is over, or binds nobody any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Ca trực đã bắt đầu, đã qua hoặc không còn hiệu lực; chưa có gì thay đổi. "
                "Nếu cần người thay ngay, người lập lịch dùng chức năng đổi người trực ngay."
            )
        )


def drafted(roster: Roster | int) -> Roster:
    """Lock a roster that still binds nobody, and return it as it stands."""
    row = locked(roster)
    if row.state != RosterState.DRAFT:
        raise Unsuitable("roster", _("Lịch trực không còn là dự thảo; hãy đổi từng ca. Chưa có gì thay đổi."))
    return row


def locked(roster: Roster | int) -> Roster:
    """Lock a roster, and return it as it stands."""
    number = roster if isinstance(roster, int) else roster.pk
    return Roster.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=number)


def in_hand(shift: Shift) -> Shift:
    """Lock a shift, and return it as it stands."""
    rows = Shift.objects.select_related("position", "hours", "person", "roster", "organisation")
    return rows.select_for_update(of=("self",)).get(pk=shift.pk)


@contextmanager
def placing(person: Person | None) -> Iterator[None]:
    """Say of whoever the database finds in two places at once that they are taken; nothing is kept of the attempt."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "duty_one_place_at_a_time" in str(error):
            raise Taken(person) from error
        if "duty_one_person_a_seat" in str(error):
            raise Breaks([_("chỗ trực này đã có người trong thời gian đó")]) from error
        raise
