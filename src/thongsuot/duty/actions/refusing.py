"""Why something of a roster is not done; what is said names what was kept and what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.organisations.models import Person


class Unsuitable(ValueError):
    """An entry that cannot stand; `field` names it in the form."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


class NotPublishable(ValueError):
    """A roster with a gap, an unreachable person or a broken rule; `lines` say each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(
            _("Chưa ban hành được lịch trực, bản dự thảo vẫn còn nguyên. Cần xử lý: %(lines)s")
            % {"lines": "; ".join(lines)}
        )
        self.lines = lines


class Taken(ValueError):
    """The person stands somewhere else at that time."""

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("%(who)s đã có ca trực khác trong thời gian này; chưa có gì thay đổi. Hãy chọn người khác.")
            % {"who": person}
        )


class NotYours(PermissionError):
    """Somebody else's shift."""

    def __init__(self) -> None:
        super().__init__(_("Ca trực này không phải của bạn; chưa có gì thay đổi."))
