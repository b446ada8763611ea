"""What comes next, in a sentence or two, for whoever looks at the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Share, TestPhone, TestReading
from thongsuot.campaigns.states import BINDING, ENDED, CampaignState, Cause, ShareState

BEFORE_SENDING = (ShareState.ESTIMATED, ShareState.ACCEPTED, ShareState.TESTING)


@dataclass(frozen=True)
class Whole:
    """A campaign as the department's page shows it."""

    row: Campaign
    overview: queries.Overview
    may: Mapping[str, bool]
    at: datetime

    def names(self, *states: ShareState) -> str:
        """Name the operators whose shares stand so."""
        return self._named(line for line in self.overview.lines if line.share.state in states)

    @property
    def late(self) -> bool:
        """Tell whether the first wave has passed, so that nobody can approve any more."""
        return self.row.first_at is not None and self.row.first_at < self.at

    @property
    def approvable(self) -> bool:
        """Tell whether nothing is missing but the second person."""
        return not (self.late or self.names(ShareState.ASKED)) and self.overview.subscribers > 0

    @property
    def ended(self) -> bool:
        """Tell whether every operator has come to its end."""
        return all(line.share.state in ENDED for line in self.overview.lines)

    @property
    def over(self) -> bool:
        """Tell whether nothing of it is sent any more."""
        return self.row.state not in (CampaignState.REQUESTED, *BINDING)

    @property
    def unregistered(self) -> str:
        """Name the operators at which the brand name is not registered."""
        lines = (line for line in self.overview.lines if line.takes_part)
        return self._named(line for line in lines if line.share.brand_registered is False)

    @staticmethod
    def _named(lines: Iterable[queries.Line]) -> str:
        return ", ".join(line.share.organisation.short_name for line in lines)


def next_of_campaign(told: Whole) -> str:
    """Say what the department does next."""
    say = OF_CAMPAIGN.get(CampaignState(told.row.state))
    return say(told) if say else ""


def _requested(told: Whole) -> str:
    if told.late:
        return _("Lượt gửi đầu tiên đã qua giờ nên không phê duyệt được nữa; hãy rút đợt này và lập đề nghị mới.")
    if names := told.names(ShareState.ASKED):
        said = _("Chờ ước tính của %(names)s; nếu doanh nghiệp không tham gia, ghi rõ ở bảng ước tính.")
        return said % {"names": names}
    if not told.overview.subscribers:
        return _("Không có doanh nghiệp nào nhận thực hiện; hãy rút đợt này.")
    if told.may["wait"]:
        return _("Đã đủ ước tính. Người lập đề nghị không tự phê duyệt: chờ người thứ hai của Sở.")
    if told.may["approve"]:
        return _("Đã đủ ước tính. Đọc nội dung, nội dung đính chính, ước tính; rồi nhập lại khu vực và tổng số ở cuối.")
    return ""


def _running(told: Whole) -> str:
    if told.ended:
        return _("Mọi doanh nghiệp đã kết thúc phần của mình. Hãy kết thúc đợt rồi tải báo cáo.")
    if names := told.names(*BEFORE_SENDING):
        return _("Chờ hai cán bộ của doanh nghiệp chấp nhận, gửi thử và cho gửi: %(names)s.") % {"names": names}
    return _("Theo dõi kết quả bên dưới; có sai sót thì tạm dừng hoặc dừng hẳn ngay.")


def _paused(_told: Whole) -> str:
    return _("Không tin nhắn nào được gửi thêm cho đến khi Sở cho tiếp tục; nếu nội dung sai, hãy đính chính.")


def _halted(told: Whole) -> str:
    if told.may["correct"]:
        return _("Nếu nội dung đã gửi là sai, hãy ra lệnh đính chính; nội dung đính chính đã được phê duyệt sẵn.")
    return ""


def _closed(_told: Whole) -> str:
    return _("Đợt đã kết thúc. Báo cáo PDF và bảng số liệu CSV ở đầu trang.")


OF_CAMPAIGN: dict[CampaignState, Callable[[Whole], str]] = {
    CampaignState.REQUESTED: _requested,
    CampaignState.APPROVED: _running,
    CampaignState.SENDING: _running,
    CampaignState.PAUSED: _paused,
    CampaignState.HALTED: _halted,
    CampaignState.CLOSED: _closed,
}


@dataclass(frozen=True)
class Part:
    """A share as the operator's page shows it."""

    row: Share
    may: Mapping[str, bool]
    phones: list[tuple[TestPhone, TestReading | None]]
    sending: queries.Sending | None
    trial_counted: bool
    at: datetime


def next_of_share(told: Part) -> str:
    """Say what the operator's officer does next; nothing to anybody else."""
    say = OF_SHARE.get(ShareState(told.row.state))
    return say(told) if say and told.may["ours"] else ""


def _asked(told: Part) -> str:
    if not told.may["estimate"]:
        return ""
    return _("Đọc nội dung, khu vực và các lượt gửi, rồi trả lời ước tính; không tham gia được thì nêu lý do.")


def _estimated(told: Part) -> str:
    if told.may["accept"]:
        return _("Sở đã phê duyệt. Một người chấp nhận lệnh; việc cho gửi do người khác của doanh nghiệp thực hiện.")
    if told.may["estimate"]:
        return _("Đã trả lời Sở. Chờ Sở phê duyệt; đến lúc đó vẫn sửa được ước tính.")
    return ""


def _accepted(told: Part) -> str:
    if not told.phones:
        return _("Thêm ít nhất một máy thử của doanh nghiệp trước khi cho gửi.")
    if told.may["second"]:
        return _("Chờ người thứ hai của doanh nghiệp cho gửi đến máy thử. Người chấp nhận lệnh không tự cho gửi.")
    return _("Cho gửi đến máy thử, rồi xác nhận từng máy.")


def _testing(told: Part) -> str:
    if any(reading and not reading.as_approved for _phone, reading in told.phones):
        return _("Có máy thử hiện khác nội dung; tìm nguyên nhân rồi gửi lại đến máy thử.")
    if not told.phones or any(reading is None for _phone, reading in told.phones):
        return _("Xem từng máy thử, đối chiếu với nội dung đã duyệt và xác nhận máy hiện gì.")
    if told.may["second"]:
        return _("Mọi máy thử đã hiện đúng. Chờ người thứ hai của doanh nghiệp cho gửi bước tiếp theo.")
    if told.may["try_out"]:
        return _("Mọi máy thử đã hiện đúng. Cho gửi thử 1 % thuê bao.")
    return _("Mọi máy thử đã hiện đúng. Cho gửi đính chính đến tất cả thuê bao.")


def _trial(told: Part) -> str:
    if told.sending is None and not told.trial_counted:
        return _("Ghi số liệu gửi thử; xem kết quả trước khi cho gửi đến tất cả.")
    moment = queries.all_from(told.row)
    if moment is not None and told.at < moment:
        said = _("Xem kết quả gửi thử; được cho gửi đến tất cả từ %(moment)s.")
        return said % {"moment": f"{localtime(moment):%H:%M}"}
    return _("Kết quả gửi thử tốt thì người thứ hai cho gửi đến tất cả; nếu không, hãy tạm dừng.")


def _sending(told: Part) -> str:
    if told.sending is None:
        return _("Ghi số liệu khi hệ thống của doanh nghiệp gửi xong, rồi bấm “Đã gửi xong”.")
    if told.sending.over:
        return _("Cổng đã gửi hết. Bấm “Đã gửi xong”; báo kết quả đến sau vẫn được tính.")
    return _("Cổng đang gửi. Theo dõi tiến độ; có sai sót thì tạm dừng ngay.")


def _at_rest(told: Part) -> str:
    match told.row.pause_cause:
        case Cause.CAMPAIGN:
            return _("Sở yêu cầu tạm dừng; chờ Sở cho tiếp tục.")
        case Cause.SHIFT:
            return _("Hai người của ca mới bấm “Nhận ca theo dõi” thì việc gửi được tiếp tục.")
        case _:
            return _("Khi đã khắc phục, người không chấp nhận lệnh cho gửi tiếp.")


def _over(told: Part) -> str:
    return _("Phần này đã kết thúc; số liệu đến sau vẫn ghi được ở đây.") if told.may["tally"] else ""


OF_SHARE: dict[ShareState, Callable[[Part], str]] = {
    ShareState.ASKED: _asked,
    ShareState.ESTIMATED: _estimated,
    ShareState.ACCEPTED: _accepted,
    ShareState.TESTING: _testing,
    ShareState.TRIAL: _trial,
    ShareState.SENDING: _sending,
    ShareState.PAUSED: _at_rest,
    ShareState.DONE: _over,
    ShareState.HALTED: _over,
}
