"""HTTPS by a given certificate, or from a proxy before us: cookies, promises and the stream follow."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from tests.web.certificates import made
from tests.web.processes import PROJECT, Install, variables

from thongsuot.web import embedded, environment, tls


def told(**more):
    """Return what an install is told by these variables."""
    return environment.read({"TS_HOME": "x", **more})


def told_pair(pair):
    return told(TS_TLS_CERT=str(pair.cert), TS_TLS_KEY=str(pair.key))


class TestTheCertificate:
    """It is looked at before anything starts."""

    def test_none_is_plain_http(self):
        assert tls.check(told()) is None
        assert told().scheme == "http"

    def test_a_pair_that_fits_tells_its_end(self, tmp_path):
        pair = told_pair(made(tmp_path, days=60))
        assert (tls.check(pair) - datetime.now(UTC)).days in (59, 60)
        assert tls.warning(pair, at=datetime.now(UTC)) == ""

    @pytest.mark.parametrize("days", [5, -5], ids=["ends soon", "has ended"])
    def test_an_end_that_is_near_or_past_is_spoken_of(self, tmp_path, days):
        assert "hết hiệu lực ngày" in tls.warning(told_pair(made(tmp_path, days=days)), at=datetime.now(UTC))

    @pytest.mark.parametrize("given", ["TS_TLS_CERT", "TS_TLS_KEY"])
    def test_half_a_pair_is_refused(self, given):
        with pytest.raises(tls.NoTls, match="cần cả"):
            tls.check(told(**{given: "x.pem"}))

    def test_a_key_of_another_certificate_is_refused_and_nothing_of_it_is_shown(self, tmp_path):
        ours, theirs = made(tmp_path), made(tmp_path, name="other")
        with pytest.raises(tls.NoTls, match="KEY_VALUES_MISMATCH"):
            tls.check(told(TS_TLS_CERT=str(ours.cert), TS_TLS_KEY=str(theirs.key)))

    def test_files_that_are_missing_or_no_certificate_are_named(self, tmp_path):
        pair = made(tmp_path)
        for file, content in ((pair.key, b"x"), (pair.cert, b"x"), (pair.cert, None)):
            file.write_bytes(content) if content else file.unlink()
            with pytest.raises(tls.NoTls, match=str(pair.cert)):
                tls.check(told_pair(pair))

    def test_a_key_behind_a_password_is_refused_and_nobody_is_asked_for_it(self, tmp_path):
        pair = made(tmp_path, password=b"bi-mat")
        with pytest.raises(tls.NoTls):
            tls.check(told_pair(pair))

    def test_up_does_not_start_with_a_wrong_one(self, tmp_path):
        done = subprocess.run(
            [sys.executable, "-m", "thongsuot", "serve"],
            env=variables(tmp_path, TS_TLS_CERT=str(tmp_path / "none.pem"), TS_TLS_KEY=str(tmp_path / "none.key")),
            cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (done.returncode, "không dùng được chứng thư" in done.stderr) == (1, True)


class TestTheAddress:
    """What messages name follows from how the pages are reached."""

    @pytest.mark.parametrize(
        ("variables", "url"),
        [
            ({}, "http://127.0.0.1:8000"),
            ({"TS_HOSTS": "so.example,khac.example", "TS_PORT": "80"}, "http://so.example:80"),
            ({"TS_HOSTS": "so.example", "TS_TLS_CERT": "a", "TS_TLS_KEY": "b"}, "https://so.example:8000"),
            ({"TS_HOSTS": "so.example", "TS_BEHIND_PROXY": "1"}, "https://so.example"),
            ({"TS_BEHIND_PROXY": "no", "TS_HOSTS": "so.example"}, "http://so.example:8000"),
            ({"TS_BEHIND_PROXY": "yes", "TS_PUBLIC_URL": "https://ts.example:8443"}, "https://ts.example:8443"),
        ],
    )
    def test_it_is_worked_out_or_told(self, variables, url):
        assert told(**variables).url == url

    def test_behind_a_proxy_the_stream_is_of_the_same_origin(self):
        assert told(TS_BEHIND_PROXY="1").events_url == "/events"
        assert told(TS_BEHIND_PROXY="1", TS_EVENTS_URL="https://e.example/x").events_url == "https://e.example/x"
        assert told().events_url == ""

    def test_nothing_of_it_is_shown_by_accident(self):
        assert "bi-mat" not in repr(told(TS_SMTP_URL="smtp://a:bi-mat@b", TS_SMS_BODY="bi-mat"))


NAMES = (
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER",
    "CSRF_TRUSTED_ORIGINS", "ALLAUTH_TRUSTED_PROXY_COUNT",
)  # fmt: skip
PLAIN = [False, False, 0, None, [], 0]
MONTH = 30 * 24 * 3600


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        ({}, PLAIN),
        ({"TS_TLS_CERT": "a.pem", "TS_TLS_KEY": "a.key", "TS_HOSTS": "so.example", "TS_PORT": "443"},
         [True, True, MONTH, None, ["https://so.example:443"], 0]),
        ({"TS_BEHIND_PROXY": "1", "TS_PUBLIC_URL": "https://so.example/goc/"},
         [True, True, MONTH, ["HTTP_X_FORWARDED_PROTO", "https"], ["https://so.example"], 1]),
        ({"TS_BEHIND_PROXY": "0"}, PLAIN),
    ],
    ids=["plain", "a certificate", "a proxy", "told of none"],
)  # fmt: skip
def test_what_is_secure_follows_from_what_we_are_told(tmp_path, ours, expected):
    code = f"import json; from thongsuot.web import settings as s; print(json.dumps([getattr(s, n) for n in {NAMES}]))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables(tmp_path, **ours), cwd=PROJECT, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == expected


@pytest.mark.django_db
def test_nobody_makes_himself_secure_by_a_header(client, settings):
    said = client.get("/accounts/login/", HTTP_X_FORWARDED_PROTO="https")
    assert "Strict-Transport-Security" not in said.headers
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60
    assert not client.get("/accounts/login/").wsgi_request.is_secure()
    assert client.get("/accounts/login/", HTTP_X_FORWARDED_PROTO="https").wsgi_request.is_secure()


@pytest.fixture(scope="module")
def up(tmp_path_factory, migrated_home):
    """Return a whole install that speaks HTTPS, its address, and what a browser must know to trust it."""
    folder = tmp_path_factory.mktemp("secured")
    pair = made(folder)
    install = Install(
        migrated_home(folder / "home"), TS_TLS_CERT=str(pair.cert), TS_TLS_KEY=str(pair.key), TS_PORT="18443"
    )
    try:
        yield install, install.ready(), ssl.create_default_context(cafile=str(pair.cert))
    finally:
        if install.process.poll() is None:
            install.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            install.process.wait(20)
        embedded.stop(install.home)


def ask(url, trust):
    """Return status and headers of an address over a connection that proves itself."""
    try:
        with urllib.request.urlopen(url, timeout=15, context=trust) as answer:  # noqa: S310  # our own address
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.mark.xdist_group("one secured install")
class TestAWholeInstall:
    """`thongsuot up` with a certificate."""

    def test_pages_are_served_by_https_and_say_so(self, up):
        install, url, trust = up
        assert url.startswith("https://127.0.0.1:")
        status, headers = ask(f"{url}accounts/login/", trust)
        assert status == 200
        assert headers["Strict-Transport-Security"] == f"max-age={MONTH}"
        assert all("Secure" in cookie for cookie in headers.get_all("Set-Cookie"))
        assert "connect-src 'self' https://127.0.0.1:" in headers["Content-Security-Policy"]
        assert json.loads((install.home / "demo.json").read_text())["url"] == url

    def test_every_process_is_well(self, up):
        _install, url, trust = up
        assert ask(f"{url}healthz", trust)[0] == 200

    def test_the_stream_is_secured_by_the_same_certificate(self, up):
        install, url, trust = up
        number = install.ticks()["events"]
        assert number
        port = int(url.rstrip("/").rpartition(":")[2]) + 1
        assert ask(f"https://127.0.0.1:{port}/events", trust)[0] == 401

    def test_nothing_answers_in_plain(self, up):
        _install, url, _trust = up
        with pytest.raises((OSError, http.client.HTTPException)):
            urllib.request.urlopen(url.replace("https", "http"), timeout=10)  # noqa: S310  # our own address

    def test_a_stranger_to_the_certificate_trusts_nothing(self, up):
        _install, url, _trust = up
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(url, timeout=10, context=ssl.create_default_context())  # noqa: S310  # our own address
