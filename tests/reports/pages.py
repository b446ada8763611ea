"""The one page of an enterprise in the fewest words: what is typed under which paragraph, by whom."""

from __future__ import annotations

from tests.reports.small import DAY_BEFORE

from thongsuot.reports import actions, queries

OFFICE = ("Bảo đảm thiết bị dự phòng hoạt động tốt.", "standing", "all", "SPARE_EQUIPMENT")
STOCK = ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
ROSTER = ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")
OTHER = ("Cử người phối hợp với Sở.", "one_off", "all", "OTHER")


def page_of(cast, letter, code="dd-1", at=DAY_BEFORE):
    """Return an organisation's page as it stands."""
    return queries.one_page(letter, cast.organisation(code), at)


def said(page, number, words="", figures=None, **more):
    """Return what is typed under a paragraph by somebody who sees the page; figures are given by kind."""
    passage = page.passages[number]
    by_kind = {group.kind: group.duty for group in passage.groups}
    told = {**passage.figures, **{by_kind[kind]: values for kind, values in (figures or {}).items()}}
    kept = [file.sha256 for file in passage.files]
    return queries.Said(passage.version, words, told, more.pop("kept", kept), **more)


def state(cast, letter, *, by=None, seen=None, at=DAY_BEFORE, common=None, **typed):
    """Type something under paragraphs (n2=("words", figures)) and save it; `seen` is an older sight of the page."""
    page = seen or page_of(cast, letter)
    passages = {int(name[1:]): said(page, int(name[1:]), *told) for name, told in typed.items()}
    whole = queries.Typed(passages, page.version, **(common or {}))
    return actions.state(letter, page.organisation, whole, by=by or cast.hang, at=at)
