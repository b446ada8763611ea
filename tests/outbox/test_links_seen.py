"""How a link does is written down while its gateway works, and shown to whoever keeps the install, without a secret."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.outbox import sms_link
from tests.outbox.test_sms import settled, text

from thongsuot.organisations import access
from thongsuot.outbox import actions, gateway, jobs, queries
from thongsuot.outbox.gateway import links
from thongsuot.outbox.models import Mailbox, SmsLink
from thongsuot.web import channels_command

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
URL = "smpp://tai-khoan:bi-mat7@127.0.0.1:2775?sessions=2&rate=500"


@pytest.fixture
def told(cast, settings):
    settings.SMPP_LINKS, settings.SMS_URL = {"dd-1": URL}, "link:dd-1"
    return links.named("dd-1")


@pytest.fixture
def vinh(cast):
    return cast.person("so.quantri")


def see(told, at=MONDAY, **words):
    return actions.see_link(told, **{"bound": 2, "gateway": "may-1 (7)", **words}, at=at)


def test_a_line_belongs_to_its_operator_and_says_how_it_does(cast, told):
    assert see(told)
    row = SmsLink.objects.get()
    assert (row.organisation.code, row.reality, row.name) == ("dd-1", "live", "dd-1")
    assert (row.peer, row.rate, row.sessions, row.bound) == ("127.0.0.1:2775", 500, 2, 2)
    assert (row.gateway, row.seen_at, row.changed_at, row.trouble) == ("may-1 (7)", MONDAY, MONDAY, "")


def test_a_line_that_goes_on_as_before_is_written_every_five_seconds(told):
    see(told)
    assert not see(told, MONDAY + 4 * SECOND)
    assert see(told, MONDAY + 5 * SECOND)
    row = SmsLink.objects.get()
    assert (row.seen_at, row.changed_at) == (MONDAY + 5 * SECOND, MONDAY)


def test_what_changes_is_written_at_once(told):
    see(told)
    assert see(told, MONDAY + SECOND, bound=1, trouble="Mất kết nối.")
    row = SmsLink.objects.get()
    assert (row.bound, row.trouble, row.changed_at) == (1, "Mất kết nối.", MONDAY + SECOND)


def test_a_clock_that_steps_back_does_not_silence_a_line(told):
    see(told, MONDAY)
    assert see(told, MONDAY - timedelta(hours=1))


def test_a_line_is_named_by_an_operators_code(cast, settings):
    settings.SMPP_LINKS = {"dd-99": URL}
    with pytest.raises(actions.NoOperator, match="dd-99"):
        see(links.named("dd-99"))
    assert not SmsLink.objects.exists()


def test_others_do_not_see_an_operators_line(cast, told):
    see(told)
    with access.acting_for(cast.organisation("dd-2")):
        assert queries.links() == {}
    with access.acting_for(cast.organisation("dd-1")):
        assert list(queries.links()) == ["dd-1"]


STANDINGS = {  # what was seen, how long ago -> is it open, a word of its trouble
    "never": (None, 0, False, "chưa chạy"),
    "well": ({}, 3, True, ""),
    "one session is missing": ({"bound": 1, "trouble": "Mất kết nối."}, 3, True, "Mất kết nối."),
    "nothing bound, with the reason": ({"bound": 0, "trouble": "ESME_RINVPASWD"}, 3, False, "ESME_RINVPASWD"),
    "nothing bound, without one": ({"bound": 0}, 3, False, "Chưa có phiên nào"),
    "its gateway is gone": ({}, 15, False, "không có tín hiệu"),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_how_a_line_does(told, case):
    seen, ago, is_open, word = STANDINGS[case]
    if seen is not None:
        see(told, **seen)
    found = queries.standing_of("dd-1", MONDAY + ago * SECOND)
    assert word in found.trouble
    assert bool(found.trouble) is bool(word)
    assert (found.row is not None and found.row.bound > 0 and ago < 15) is is_open
    assert (found.name, found.peer, found.singles) == ("dd-1", "127.0.0.1:2775", True)


def test_lines_of_other_machines_and_lines_that_cannot_be_read_are_told_too(settings, told):
    see(told)
    settings.SMPP_LINKS = {"dd-2": "https://bi-mat7", "bi mat": "smpp://h", "": "smpp://bi-mat7@h"}
    settings.SMS_URL = ""
    found = {each.name: each for each in queries.standings(MONDAY + SECOND)}
    assert sorted(found) == ["dd-1", "dd-2", "không có tên"]
    assert (found["dd-1"].trouble, found["dd-1"].singles) == ("", False)
    assert "dd-2" in found["dd-2"].trouble
    assert "bi-mat7" not in str(list(found.values()))
    assert [each.name for each in queries.standings(MONDAY + timedelta(days=2))].count("dd-1") == 0


def test_the_page_shows_lines_and_no_secret(told, vinh):
    see(told, bound=1, trouble="Mất kết nối với trung tâm tin nhắn.")
    SmsLink.objects.update(strangers=1234)
    page = client_of(vinh).get(reverse("outbox:channels")).content.decode()
    for word in ("Kết nối nhà mạng", "127.0.0.1:2775", "1/2", "500 tin/giây", "may-1 (7)", "1.234"):
        assert word in page
    assert "Kết nối nhà mạng dd-1" in page
    for secret in ("bi-mat7", "tai-khoan"):
        assert secret not in page


def test_without_lines_the_page_does_not_speak_of_them(settings, vinh):
    settings.SMPP_LINKS, settings.SMS_URL = {}, ""
    assert "Kết nối nhà mạng" not in client_of(vinh).get(reverse("outbox:channels")).content.decode()


def test_whoever_waits_for_an_sms_is_told_that_the_line_is_not_open(cast, told):
    page = client_of(cast.person("so.quantri")).get(reverse("outbox:outgoing")).content.decode()
    assert "kết nối nhà mạng dd-1 chưa thông" in page
    assert "127.0.0.1" not in page


def test_the_line_is_not_reached_for_by_anybody_but_its_gateway(cast, told, settings):
    text(cast)
    with pytest.raises(gateway.Unreachable), gateway.opened(Mailbox.objects.get()):
        raise AssertionError("opened")
    with pytest.raises(gateway.Unreachable, match="chưa chạy"):
        gateway.reach("sms", MONDAY)
    see(told)
    gateway.reach("sms", MONDAY + SECOND)


def test_the_command_tells_about_lines(told, settings, capsys):
    settings.SMTP_URL = None
    assert channels_command.run([]) == 1
    said = capsys.readouterr().out
    assert "Kết nối nhà mạng dd-1: 127.0.0.1:2775, chưa có phiên nào" in said
    assert "bi-mat7" not in said


def test_a_line_that_is_open_is_well(told, settings, capsys, monkeypatch):
    settings.SMTP_URL = None
    see(told)
    row = SmsLink.objects.get()
    monkeypatch.setattr(channels_command, "datetime", type("Then", (), {"now": lambda zone: row.seen_at + SECOND}))
    assert channels_command.run([]) == 0
    said = capsys.readouterr().out
    assert "Tin nhắn: kết nối nhà mạng dd-1 đang thông, 0 tin đang chờ" in said
    assert "Kết nối nhà mạng dd-1: 127.0.0.1:2775, 2/2 phiên" in said


def test_a_trial_of_the_channel_goes_by_the_line(vinh, settings, tmp_path):
    with sms_link.standing(tmp_path / "record.tsv") as peer:
        driver = sms_link.use(settings, peer)
        trial = actions.try_out("sms", by=vinh, at=MONDAY)
        assert jobs.run(MONDAY) == 0
        driver.until(lambda: settled(trial).state == "sent")
        driver.close()
        assert [seen.destination for seen in peer.lines] == [f"84{vinh.phone.replace(' ', '')[1:]}"]
