"""Mail leaves encrypted to a server that proves who it is, or it does not leave."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.cast import MONDAY
from tests.outbox.witness import standing
from tests.worlds import world

from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return the file of a certificate for loopback and the context of a server that shows it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    shown, secret = folder / "shown.pem", folder / "secret.pem"
    shown.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, secret)
    return shown, context


@world
def message(cast):
    to = Contact(cast.organisation("dd-1"), "Người nhận", None, "nhan@example.vn")
    draft = Draft("thu", "email", to, Words("Nhắc: báo cáo", "Đề nghị gửi."), "live")
    return actions.queue(draft, by=cast.binh, at=MONDAY)


WAYS = {"smtps": ("ssl_context", "smtps://{}"), "starttls": ("tls_context", "smtp://{}?starttls=1")}


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_proves_itself_takes_the_mail(message, certificate, settings, monkeypatch, way):
    option, address = WAYS[way]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with standing(**{option: certificate[1]}) as peer:
        settings.SMTP_URL = address.format(peer.address)
        jobs.run(MONDAY)
        message.refresh_from_db()
        assert (message.state, peer.tokens) == ("sent", {str(message.token): 1})
        assert peer.encrypted == [True]


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_proves_nothing_gets_nothing(message, certificate, settings, monkeypatch, way):
    option, address = WAYS[way]
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with standing(**{option: certificate[1]}) as peer:
        settings.SMTP_URL = address.format(peer.address)
        jobs.run(MONDAY)
        assert peer.mails == []
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)
    assert "CERTIFICATE_VERIFY_FAILED" in Mailbox.objects.get().trouble
    assert queries.next_due() > MONDAY
