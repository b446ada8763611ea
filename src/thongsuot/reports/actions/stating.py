"""What is typed once is declared evidence and the report: words, figures and files, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment, Directive, Receipt
from thongsuot.files import actions as keeping
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import queries as history
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Deed, Organisation, Person
from thongsuot.reports import queries
from thongsuot.reports.actions.drafting import draft
from thongsuot.reports.actions.submitting import AlreadyFrozen, prepare, write
from thongsuot.reports.models import Report
from thongsuot.reports.queries import COMMON, OnePage, Passage, Said, Typed, version_of


@dataclass
class Stated:
    """What came of it; nothing typed is lost where somebody else was faster: both texts are shown."""

    report: Report | None = None
    overtaken: dict[int, str] = field(default_factory=dict)  # number of the paragraph -> who wrote there
    unfinished: list[str] = field(default_factory=list)  # why a duty could not be called done
    apart: list[File] = field(default_factory=list)  # files that had to be kept apart


@transaction.atomic
def state(directive: Directive, organisation: Organisation, typed: Typed, *, by: Person, at: datetime) -> Stated:
    """Declare what is typed and put it into the report; where somebody else was faster, that paragraph waits."""
    require(by, *directives.AT_WORK, organisation=organisation, at=at, deed=Deed.DECLARE)
    receipts = Receipt.objects.select_for_update(of=("self",))
    receipts.get(directive=directive, organisation=organisation)  # one writer after the other
    page = queries.one_page(directive, organisation, at)
    if not page.writable:
        raise AlreadyFrozen
    stated = Stated(report=page.report)
    narrative: dict[str, str] = {}
    for number, said in typed.passages.items():
        passage = page.passages[number]
        if by_whom := _overtaken(passage, said, by):
            stated.overtaken[number] = by_whom
        else:
            narrative |= _say(passage, said, stated, by=by, at=at)
    stated.report = _report(page, narrative, by=by, at=at)
    if stated.report is not None:
        _write_common(page, typed, stated, by=by, at=at)
    return stated


@transaction.atomic
def state_and_prepare(
    directive: Directive, organisation: Organisation, typed: Typed, *, by: Person, at: datetime
) -> Stated:
    """State everything and lay the report before the leader; a second press of the same person finds it done."""
    page = queries.one_page(directive, organisation, at)
    if _is_laid(page, typed, by):
        return Stated(report=page.report)
    stated = state(directive, organisation, typed, by=by, at=at)
    if stated.report is not None and not stated.overtaken:
        stated.report = prepare(stated.report, by=by, at=at)
    return stated


def _is_laid(page: OnePage, typed: Typed, by: Person) -> bool:
    """Tell whether exactly this lies before the leader already, laid there by the same person."""
    report = page.report
    if report is None or report.state != Report.State.PREPARED or report.prepared_by_id != by.pk:
        return False
    same = (_version(page.passages[n], said) == page.passages[n].version for n, said in typed.passages.items())
    return all(same) and not _common_changes(report, typed)


def _version(passage: Passage, said: Said) -> str:
    words, figures, kept = _wanted(passage, said)
    return version_of(words, figures, sorted(kept))


def _wanted(passage: Passage, said: Said) -> tuple[str, dict[int, dict[str, int]], list[str]]:
    """Return what is to stand under the paragraph, in the form in which versions are counted."""
    own = {group.duty: said.figures.get(group.duty, group.figures) for group in passage.groups}
    kept = [file.sha256 for file in passage.files if file.sha256 in said.kept]
    return said.words.replace("\r\n", "\n").strip(), own, kept


def _overtaken(passage: Passage, said: Said, by: Person) -> str:
    """Return who else has written under the paragraph since the writer saw it, and wrote something else."""
    same = _version(passage, said) == passage.version
    mine = passage.newest is not None and passage.newest.by_person_id == by.pk
    if said.version == passage.version or same or mine:
        return ""
    return passage.newest.by_name if passage.newest is not None else _("một người khác của đơn vị")


def _say(passage: Passage, said: Said, stated: Stated, *, by: Person, at: datetime) -> dict[str, str]:
    """Declare one paragraph where it changed, and return its words for the report."""
    words, figures, kept = _wanted(passage, said)
    if said.uploads or _version(passage, said) != passage.version:
        earlier = [file for file in passage.files if file.sha256 in kept]
        new = [file for file in _store(passage, said.uploads, stated, by=by, at=at) if file not in earlier]
        _declare(passage, words, figures, [*earlier, *new], by=by, at=at)
    if said.finished:
        stated.unfinished += _finish(passage, by=by, at=at)
    return {str(passage.number): words}


def _store(
    passage: Passage, uploads: Sequence[tuple[str, bytes]], stated: Stated, *, by: Person, at: datetime
) -> list[File]:
    place = passage.spoken[0]
    kept = [
        keeping.store(data, name=name, organisation=place.organisation, reality=place.reality, by=by, at=at)
        for name, data in uploads
    ]
    stated.apart += [file for file in kept if file.quarantined_at is not None]
    return [file for file in kept if file.quarantined_at is None]


def _declare(
    passage: Passage,
    words: str,
    figures: dict[int, dict[str, int]],
    files: Sequence[File],
    *,
    by: Person,
    at: datetime,
) -> None:
    """Say it of every duty of the paragraph: figures of the one that bears them, files of the first."""
    said = [(duty, directives.Statement(figures.get(duty.pk, {}), words)) for duty in passage.spoken]
    said[0] = (said[0][0], replace(said[0][1], files=files))
    changed = [
        (duty, told)
        for duty, told in said
        if not passage.says(duty, told.figures, words, [file.sha256 for file in told.files])
    ]
    for duty, told in changed or said[:1]:  # where the report alone differed, it is still to be seen who says it now
        directives.declare(duty, told, by=by, at=at)


def _finish(passage: Passage, *, by: Person, at: datetime) -> list[str]:
    """Call every duty of the paragraph done that can be, and return why the others cannot."""
    reasons = []
    for duty in Assignment.objects.filter(pk__in=[row.pk for row in passage.finishing]):
        try:
            directives.complete(duty, by=by, at=at)
        except directives.NotYetDone as reason:
            reasons.append(str(reason))
    return list(dict.fromkeys(reasons))


def _report(page: OnePage, narrative: dict[str, str], *, by: Person, at: datetime) -> Report | None:
    """Put the words into the report; the first words make its draft, however far the deadline is."""
    if page.duty is None:
        return None
    report = page.report or draft(page.duty, at=at, told=False)
    merged = report.narrative | {n: words for n, words in narrative.items() if words or n in report.narrative}
    if merged == report.narrative:
        return report
    return ledger.amend(report, version=report.version, by=by, at=at, narrative=merged)


def _common_changes(report: Report, typed: Typed) -> dict[str, str]:
    given = {"difficulties": typed.difficulties, "proposals": typed.proposals}
    told = {name: words.replace("\r\n", "\n").strip() for name, words in given.items() if words is not None}
    return {name: words for name, words in told.items() if words != getattr(report, name)}


def _write_common(page: OnePage, typed: Typed, stated: Stated, *, by: Person, at: datetime) -> None:
    """Write difficulties and proposals where they changed; what a fresh draft has gathered by itself stays."""
    report = stated.report
    assert report is not None  # noqa: S101  # asked before; told to the type checker
    changes = _common_changes(report, typed)
    if page.report is None:
        changes = {
            name: "\n".join(filter(None, [getattr(report, name), words])) for name, words in changes.items() if words
        }
    if not changes:
        return
    last = history.edits_of(report).order_by("-id").first()
    if typed.version != page.version and (last is None or last.by_person_id != by.pk):
        stated.overtaken[COMMON] = last.by_name if last is not None else _("một người khác của đơn vị")
        return
    stated.report = write(report, version=report.version, by=by, at=at, **changes)
