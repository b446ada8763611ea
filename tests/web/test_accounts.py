"""Signing in and its refusals, in Vietnamese; an act that a role does not permit; the address that messages name."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import NoReverseMatch, include, path, reverse
from tests.cast import client_of
from tests.worlds import world

from thongsuot.organisations import access
from thongsuot.outbox.queries import full_address
from thongsuot.web import accounts, environment, urls

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai-va-la"  # made up


def refusing(request):
    """Do what the person's role does not permit."""
    raise access.NotAllowed("Nguyễn Thị Hằng không có vai trò cần thiết; chưa có gì thay đổi.")


def fine(request):
    """Answer."""
    return HttpResponse("được")


urlpatterns = [path("tu-choi/", refusing), path("duoc/", fine), path("", include(urls))]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def _nobody_tried_yet():
    """Forget how often somebody tried: other tests sign in by the form too."""
    yield
    cache.clear()


@world
def hang(cast):
    """Return the contact of the first mobile operator, with a password."""
    person = cast.hang
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, **told):
    """Fill in the form of signing in."""
    return client.post(reverse("account_login"), told)


def test_the_right_password_opens_the_door(hang):
    assert sign_in(Client(), login=hang.username, password=PASSWORD).url == "/"


@pytest.mark.parametrize("login", ["dd-1.daumoi", "khong-co-ai"])
def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_vietnamese_words(hang, login):
    page = sign_in(Client(), login=login, password="khong-phai-mat-khau").content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng; chưa có gì thay đổi. Hãy thử lại." in page


def test_what_is_left_empty_is_named_in_vietnamese(cast):
    page = sign_in(Client(), login="", password="").content.decode()
    assert "Tên đăng nhập: " in page
    assert "Mật khẩu: " in page
    assert "Password" not in page


def test_a_locked_account_is_told_whom_to_ask(hang):
    hang.is_active = False
    hang.save()
    client = Client()
    answer = sign_in(client, login=hang.username, password=PASSWORD)
    assert answer.url == reverse("account_inactive")
    assert "quản trị" in client.get(answer.url).content.decode()
    assert client.get("/").url.startswith(settings.LOGIN_URL)


def test_too_many_attempts_are_told_to_wait(hang):
    client = Client()
    for _ in range(7):
        page = sign_in(client, login=hang.username, password="khong-phai-mat-khau").content.decode()
    assert "Đã thử quá nhiều lần; hãy đợi vài phút rồi thử lại." in page


def test_the_new_password_is_typed_twice_the_same(hang):
    client = client_of(hang)
    told = {"oldpassword": PASSWORD, "password1": "mot-mat-khau-moi-1", "password2": "mot-mat-khau-moi-2"}
    page = client.post(reverse("account_change_password"), told).content.decode()
    assert "Hai lần nhập mật khẩu phải giống nhau" in page
    told["oldpassword"] = "sai-mat-khau-cu"
    assert "Hãy nhập mật khẩu hiện tại." in client.post(reverse("account_change_password"), told).content.decode()


def english(messages, ours):
    """Return the refusals that allauth would still say in English."""
    base = type(ours).__mro__[1].error_messages
    return [key for key in messages if str(ours.error_messages[key]) == str(base[key])]


def test_no_refusal_that_can_occur_here_is_english():
    elsewhere = {  # signing up, several addresses and telephones: nothing of that exists here
        "cannot_remove_primary_email", "duplicate_email", "phone_password_mismatch", "email_taken",
        "max_email_addresses", "phone_taken", "unknown_phone", "unverified_primary_email", "username_blacklisted",
        "username_taken", "select_only_one", "same_as_current",
    }  # fmt: skip
    first, second = accounts.Adapter(), accounts.SecondFactor()
    assert set(english(first.error_messages, first)) <= elsewhere
    assert english(second.error_messages, second) == []
    assert settings.MFA_ADAPTER == "thongsuot.web.accounts.SecondFactor"


def test_a_passkey_alone_opens_nothing(cast):
    with pytest.raises(NoReverseMatch):
        reverse("mfa_login_webauthn")
    assert "khóa bảo mật" not in Client().get(reverse("account_login")).content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_an_act_that_the_role_does_not_permit_answers_403_with_its_reason(hang):
    client = client_of(hang)
    answer = client.get("/tu-choi/")
    assert answer.status_code == 403
    assert "Nguyễn Thị Hằng không có vai trò cần thiết; chưa có gì thay đổi." in answer.content.decode()
    assert client.get("/duoc/").content.decode() == "được"


def test_messages_name_the_public_address_where_there_is_one(settings):  # pytest-django's own, put back afterwards
    assert full_address("/van-ban/5/") == f"http://127.0.0.1:{settings.ENVIRONMENT.port}/van-ban/5/"
    settings.PUBLIC_URL = environment.read({"TS_PUBLIC_URL": "https://thongsuot.example"}).public_url
    assert full_address("/van-ban/5/") == "https://thongsuot.example/van-ban/5/"
    assert full_address("") == ""


def test_a_file_without_a_hash_in_its_name_is_asked_for_again_within_a_day(settings):
    assert 0 < settings.WHITENOISE_MAX_AGE <= 24 * 3600
