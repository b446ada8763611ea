"""The line itself: certificates are checked, and whatever is changed on it arrives as a refusal."""

from __future__ import annotations

import random
import ssl

import pytest
from tests.cast import MONDAY
from tests.links.far import BODY, BY, Far, known, standing
from tests.web.certificates import made

from thongsuot.links import actions, gateway, jobs
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Package, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(tmp_path):
    return made(tmp_path)


@pytest.fixture
def encrypted(pair):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.cert, pair.key)
    with standing(secured=context) as far:
        yield far


def sent(cast, far) -> Package:
    """Queue a package for the far end and work once."""
    install = known(far, cast.organisation("dd-1"))
    row = actions.queue(Draft("campaign.order", cast.organisation("dd-1"), BODY), by=BY, at=MONDAY)
    jobs.work(install.pk, clock=lambda: MONDAY)
    row.refresh_from_db()
    return row


def test_an_install_whose_certificate_is_trusted_is_spoken_to(cast, encrypted, pair, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(pair.cert))
    assert sent(cast, encrypted).state == "delivered"


def test_an_install_whose_certificate_nobody_vouches_for_gets_nothing(cast, encrypted):
    row = sent(cast, encrypted)
    assert (row.state, encrypted.came) == ("queued", [])
    assert "certificate" in row.outcome.lower()
    assert Install.objects.get().failures == 1


def test_a_trusted_certificate_of_another_name_is_not_enough(cast, encrypted, pair, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(pair.cert))
    encrypted.url = encrypted.url.replace("127.0.0.1", "localhost")
    assert (sent(cast, encrypted).state, encrypted.came) == ("queued", [])


def test_nothing_is_followed_to_another_address(cast):
    with standing() as far:
        far.fault = "moved"
        row = sent(cast, far)
        assert row.state == "queued"
        assert "302" in row.outcome
        assert len(far.came) == 1


def test_whatever_byte_is_changed_on_the_way_nothing_is_kept(cast):
    far, chance = Far(), random.Random(7)  # noqa: S311  # places, not secrets
    known(far, cast.organisation("dd-1"), "")
    data = far.package(files=(("số liệu.csv", b"a,b\n1,2\n"),))
    places = [*range(30), *chance.sample(range(len(data)), 120), len(data) - 1]
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        assert not actions.receive(bytes(changed), by=BY, at=MONDAY).taken
    assert not Package.objects.exists()
    assert sum(Refusal.objects.values_list("number", flat=True)) == len(places)
    assert actions.receive(data, by=BY, at=MONDAY).taken


def test_a_part_of_a_package_is_no_package(cast):
    far = Far()
    known(far, cast.organisation("dd-1"), "")
    data = far.package()
    for cut in (1, 63, 64, 65, len(data) - 20):
        assert actions.receive(data[:-cut], by=BY, at=MONDAY).reason == "malformed"
    assert actions.receive(data * 2, by=BY, at=MONDAY).reason == "malformed"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"receipt": 5}', b'{"receipt": "%%%"}', b"\xff", b"x" * 70000])
def test_an_answer_that_means_nothing_is_no_receipt(body):
    answer = gateway._read(200, body)
    assert answer.receipt == b""
    assert "200" in answer.words
    assert len(answer.words) < 300


def test_an_address_that_is_none_is_trouble_and_no_crash():
    for address in ("http://127.0.0.1:99999", "http://[::1", "https://khong-co.invalid"):
        assert gateway.post(address, b"x", lambda: True).receipt == b""


def test_a_path_before_the_address_of_packages_is_kept(monkeypatch):
    asked = []
    monkeypatch.setattr(gateway, "_ask", lambda connection, path, parcel: asked.append(path) or (200, b"{}"))
    with standing() as far:
        gateway.post(f"{far.url}/so-khcn/", b"x", lambda: True)
    assert asked == ["/so-khcn/api/packages/"]


def test_a_signed_answer_to_somebody_elses_package_is_not_believed(cast):
    with standing() as far:
        far.fault = "other"
        row = sent(cast, far)
    assert row.state == "queued"
    assert "other_bytes" in row.outcome
