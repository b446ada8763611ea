"""English by the switch: the page stays, every word of ours changes, and Vietnamese pages hold no English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import now
from tests.browser import guarded
from tests.campaigns import gated
from tests.campaigns.running import HOUR, Running
from tests.cast import MONDAY, Cast, client_of
from tests.directives.letters import reading
from tests.links.far import Far, known
from tests.organisations import bad_sheet
from tests.organisations.test_importing import bring
from tests.web.reading import VIETNAMESE, Data, Page, said, walk
from tests.web.test_translations import english

from thongsuot.directives import actions as directives
from thongsuot.directives.actions import Statement
from thongsuot.directives.models import Assignment
from thongsuot.directives.queries import keys
from thongsuot.files import actions as files
from thongsuot.organisations import access
from thongsuot.reports import actions as reports

STARTS = (
    "/",
    "/van-ban/",
    "/nhan-tin/",
    "/truc/",
    "/truc/cua-toi/",
    "/su-co/",
    "/su-co/dia-diem/",
    "/duong-day-nong/",
    "/bao-cao/",
    "/danh-ba/",
    "/trao-doi/",
    "/accounts/login/",
    "/accounts/2fa/",
    "/kieu/",
)
SPECIMENS = {"styleguide"}  # its people, letters and forms are made up, and as Vietnamese as real ones
PLAIN_ENGLISH = re.compile(r"[A-Za-z]+(?:[ ,;:!?()']+[A-Za-z]+){2,}")
NOBODY = ""
PEOPLE = (NOBODY, "so.chuyenvien", "so.quantri", "dd-1.daumoi", "dd-1.lanhdao", "bv-nhi.cntt")
ONCE = pytest.mark.xdist_group("walked")  # on one worker, so that the walks are taken once


@dataclass(frozen=True)
class Walk:
    """The pages a person came to, by view, and the texts that stood in the database meanwhile."""

    pages: dict[str, list[tuple[str, str]]]
    known: Data


@pytest.fixture(scope="module")
def walks(django_db_setup, django_db_blocker) -> dict[tuple[str, str], Walk]:
    """Everybody's walk in either language, each from the same beginning; nothing of it remains."""
    found = {}
    with django_db_blocker.unblock(), _undone(), access.acting_as_system():
        cast = _filled(Cast())
        for language in ("en", "vi"):
            for username in PEOPLE:
                with _undone():
                    found[username, language] = Walk(_pages(cast, username, language), Data())
    return found


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _filled(cast):
    """A letter at work, one under review, a briefing, evidence, messages and a quarantined file."""
    issued = _received(cast, reading())
    directives.confirm(issued, list(issued.obligations.all()), by=cast.binh, at=MONDAY)
    directives.issue(issued, by=cast.khanh, at=MONDAY)
    review = _received(cast, reading(text_sha256="0" * 64, number="13/STTTT-BCVT"))
    directives.reject(review, [review.obligations.first()], by=cast.binh, at=MONDAY)
    for code in ("dd-1", "cd-1"):
        contact = cast.person(f"{code}.daumoi")
        receipt = directives.acknowledge(issued.receipts.get(organisation__code=code), by=contact, at=MONDAY)
        cast.briefing = f"/quan-triet/{directives.open_briefing(receipt, by=contact, at=now())}/"
        for duty in Assignment.objects.filter(organisation__code=code).exclude(obligation__kind="REPORT"):
            if duty.obligation.mode != "conditional":
                directives.start(duty, by=contact, at=MONDAY)
                directives.declare(duty, Statement(words="Đã rà soát xong."), by=contact, at=MONDAY)
        reports.draft(Assignment.objects.get(organisation__code=code, obligation__kind="REPORT"), at=MONDAY)
    reports.consolidate(issued, by=cast.khanh, at=MONDAY)
    bring(cast, bad_sheet.workbook())
    invitation = issued.invitations.select_related("organisation").get(organisation__code="dd-1")
    directives.renew_invitation(invitation, by=cast.khanh, at=now())
    invitation.refresh_from_db()
    cast.letter = issued.get_absolute_url()
    cast.invited = f"/moi/{keys.secret_of(invitation)}/"
    _questioned(cast, issued)
    running = Running(cast)
    running.sending("dd-1")
    ours = gated.sending(running, kept=200, number="97/UBND-KGVX", waves=(running.at + 3 * HOUR,))
    gated.settle(gated.batches(ours, 1, "rest")[0], refused={0x0B: 40, 0x410: 3}, uncertain=7)
    guarded.guard(cast, now())
    known(Far(), cast.organisation("dd-1"), "", by=cast.person("so.quantri"))
    kept = files.store(b"x", name="bien-ban.txt", organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    files.quarantine(kept, reason="damaged", by=cast.khanh, at=MONDAY)
    return cast


def _received(cast, letter):
    return directives.receive(letter, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)


def _questioned(cast, letter):
    """Let one question be answered for everybody, and another wait."""
    office = cast.organisation("dd-1")
    first = directives.answer(letter, office, directives.Said("unclear", "Từ ngày nào?"), by=cast.hang, at=MONDAY)
    first = directives.reply(first, directives.Reply("keep", "Từ ngày ký."), by=cast.binh, at=MONDAY)
    told = directives.Published("Nội dung này áp dụng từ ngày nào?", "Từ ngày ký.", 1)
    directives.publish(letter, told, by=cast.binh, at=MONDAY, answer=first)
    directives.answer(letter, office, directives.Said("obstacle", "Thiếu thiết bị."), by=cast.hang, at=MONDAY)


def _pages(cast, username, language):
    client = client_of(cast.person(username)) if username else Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    alone = (cast.briefing, cast.invited, "/moi/", "/", "/accounts/password/reset/")
    return walk(client, (cast.letter, *STARTS) if username else alone, each=2)


@ONCE
@pytest.mark.parametrize("username", PEOPLE)
def test_no_english_page_shows_a_vietnamese_word_of_ours(walks, username):
    pages, known = walks[username, "en"].pages, walks[username, "en"].known
    left = sorted(
        {
            f"{view}: {rest}"
            for view, found in pages.items()
            if view not in SPECIMENS
            for _address, html in found
            for piece in said(html)
            if VIETNAMESE.search(rest := known.without(piece))
        }
    )
    assert len(pages) > (8 if username else 2), sorted(pages)
    assert left == [], "\n".join(left)


@ONCE
@pytest.mark.parametrize("username", PEOPLE)
def test_no_vietnamese_page_shows_an_english_message(walks, username):
    pages, known = walks[username, "vi"].pages, walks[username, "vi"].known
    ours = {words for words in english().values() if words not in english()}
    wrong = sorted(
        {
            f"{view}: {piece}"
            for view, found in pages.items()
            for _address, html in found
            for piece in said(html)
            if piece in ours or (PLAIN_ENGLISH.search(known.without(piece)) and not VIETNAMESE.search(piece))
        }
    )
    assert len(pages) > (8 if username else 2), sorted(pages)
    assert wrong == [], "\n".join(wrong)


@ONCE
def test_the_walk_comes_to_every_page_that_a_link_leads_to(walks):
    met = {view for username in PEOPLE for view in walks[username, "en"].pages}
    missed = sorted(_named(get_resolver()) - met - STEPS - NO_PAGE - SIGNING_IN - CALLED_FOR)
    assert missed == [], "\n".join(missed)


STEPS = {  # answer a form and lead on to a page
    "account_logout", "campaigns:campaign-step", "campaigns:numbers", "campaigns:share-step",
    "contact-list-step", "directives:acknowledge", "directives:acknowledge-for",
    "directives:add-addressees", "directives:admit-by-call", "directives:answer-step", "directives:as-last-time",
    "directives:assignment-step", "directives:call-back", "directives:chase", "directives:close", "directives:fulfil",
    "directives:guest-acknowledge", "directives:guest-ask-code", "directives:issue", "directives:mark-urgency",
    "directives:open-briefing", "directives:renew-invitation", "directives:review-step", "directives:withdraw",
    "files:cancel", "links:add-key", "links:end-install", "links:end-key", "links:parcel", "links:take",
    "links:withdraw", "links:abandon",
    "organisations:delegation-step", "organisations:end-credential", "organisations:end-role",
    "organisations:end-staff", "organisations:person-step", "organisations:unset-day", "outbox:call", "outbox:reply",
    "reports:after-step", "reports:consolidate", "reports:merge-step", "reports:paper-step", "reports:register-step",
    "reports:report-step", "set_language",
    "duty:end-my-leave", "duty:my-leave", "duty:roster-step", "duty:setting-step", "duty:swap-now", "duty:swap-step",
    "hotline:call-step", "incidents:incident-step", "incidents:source-step", "incidents:task-step",
}  # fmt: skip
NO_PAGE = {  # a file, a piece of a page, a way on
    "campaigns:bad-lines", "campaigns:export", "campaigns:order", "campaigns:report", "campaigns:scan",
    "directives:board", "directives:original", "directives:page-picture", "directives:print-invitation",
    "directives:print-invitations", "directives:reminder-letters", "files:download", "files:run_fragment", "healthz",
    "links:receipt", "links:receive", "handover", "duty:attendance", "duty:feed", "duty:log-paper", "duty:roster-paper",
    "hotline:find", "hotline:log", "incidents:alarms", "incidents:board-paper", "incidents:file",
    "incidents:media-type", "incidents:review", "paging:sheet", "paging:strip",
    "reports:one-page-file", "reports:own-paper",
}  # fmt: skip
SIGNING_IN = {  # open half-way through signing in, or with a second factor in use
    "account_change_password", "account_inactive", "account_reauthenticate", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_edit_webauthn", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_view_recovery_codes", "mfa_signup_webauthn", "mfa_login_webauthn", "mfa_trust",
}  # fmt: skip
CALLED_FOR = {  # a link in a message leads there, or one that stands on few pages or for minutes only
    "duty:handover",
    "competences", "directives:compare", "directives:correct", "directives:guest-answers", "directives:guest-code",
    "directives:minutes", "files:run", "paging:link", "paging:page", "reports:approve", "reports:guest-approve",
    "reports:guest-work", "reports:verify", "reports:verify-code",
}  # fmt: skip


def _named(resolver: URLResolver, prefix: str = "") -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names |= {prefix + pattern.name} if pattern.name else set()
        else:
            names |= _named(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
    return names


@pytest.mark.django_db
def test_the_switch_keeps_the_page_and_remembers_the_language(cast):
    client = client_of(cast.binh)
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/danh-ba/?q=a"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/danh-ba/?q=a")
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    answer = client.get("/danh-ba/?q=a")
    assert Page(answer.content.decode()).language == answer.headers["Content-Language"] == "en"
    client.post("/ngon-ngu/", {"language": "vi", "next": "/danh-ba/"})
    assert Page(client.get("/danh-ba/").content.decode()).language == "vi"


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "onward"), [("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/")])
def test_the_switch_leads_nowhere_else(cast, sent, onward):
    answer = client_of(cast.binh).post("/ngon-ngu/", {"language": "en", "next": sent})
    assert answer.headers["Location"] == onward


@pytest.mark.django_db
def test_a_language_we_do_not_speak_changes_nothing(cast):
    client = client_of(cast.binh)
    assert settings.LANGUAGE_COOKIE_NAME not in client.post("/ngon-ngu/", {"language": "fr", "next": "/"}).cookies
    assert client.get("/ngon-ngu/").status_code == 405


@pytest.mark.django_db
def test_the_browser_alone_changes_no_language(cast):
    answer = client_of(cast.binh).get("/danh-ba/", headers={"accept-language": "en"})
    assert Page(answer.content.decode()).language == "vi"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/danh-ba/khong-co/", "/nhiem-vu/999999999/"])
def test_errors_are_told_in_the_language_chosen(cast, address):
    client = client_of(cast.hang)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
