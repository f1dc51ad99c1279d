"""The real ways in, through allauth itself: password and code of the app, mailed code, sign-up."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from kheo.foundation.accounts.models import User
from kheo.foundation.log import queries as log
from tests import factories

pytestmark = pytest.mark.django_db

LOGIN = "/tai-khoan/login/"


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def sign_in(client: Client, person: User, password: str = factories.PASSWORD):
    return client.post(LOGIN, {"login": person.username, "password": password})


def confirm(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def who(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def mailed_code() -> str:
    found = re.search(r"^([A-Z0-9-]{4,12})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    return found[1]


def test_an_officer_comes_in_with_password_and_the_app_s_code(client: Client) -> None:
    officer = factories.officer()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)

    first = sign_in(client, officer)
    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert who(client) == ""
    second = client.post(first.headers["Location"], {"code": code_of(secret)})

    assert second.headers["Location"] == reverse("workspace:mine")
    assert who(client) == str(officer.pk)
    assert [e.action for e in log.about(f"user:{officer.pk}")] == ["person.signed_in"]


def test_a_wrong_code_of_the_app_lets_nobody_in(client: Client) -> None:
    officer = factories.officer()
    totp.TOTP.activate(officer, totp.generate_totp_secret())
    sign_in(client, officer)

    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "Mã chưa đúng." in page.content.decode()
    assert who(client) == ""


def test_a_wrong_password_is_said_in_vietnamese_and_the_name_stays(client: Client) -> None:
    officer = factories.officer()

    page = sign_in(client, officer, "sai-mat-khau").content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert f'value="{officer.username}"' in page


def test_guessing_passwords_is_stopped(client: Client) -> None:
    officer = factories.officer()
    for _ in range(6):
        sign_in(client, officer, "sai-mat-khau")

    page = sign_in(client, officer).content.decode()

    assert gettext("Too many failed login attempts. Try again later.") in page
    assert who(client) == ""


def test_an_officer_sets_up_the_app_after_confirming_the_password(client: Client, settings) -> None:
    settings.KHEO_REQUIRE_MFA = True
    officer = factories.officer()
    sign_in(client, officer)
    assert client.get("/ban-lam-viec/").headers["Location"] == reverse("mfa_index")
    assert "Bật" in client.get(reverse("mfa_index")).content.decode()
    confirm(client)

    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert secret in page.content.decode()
    assert done.status_code == 302
    assert Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists()
    assert client.get("/ban-lam-viec/").headers.get("Location") != reverse("mfa_index")


def test_a_passkey_can_be_added_and_used_to_sign_in(client: Client) -> None:
    sign_in(client, factories.officer())
    confirm(client)

    page = client.get(reverse("mfa_add_webauthn"))
    options = Client().get(
        reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert page.status_code == 200
    assert '"pubKeyCredParams"' in page.content.decode()
    assert "challenge" in options.json()["request_options"]["publicKey"]


def test_without_second_factor_an_officer_works_where_none_is_asked(client: Client) -> None:
    officer = factories.officer()

    response = sign_in(client, officer)

    assert response.headers["Location"] == reverse("workspace:mine")


@pytest.mark.parametrize(
    "url_name", ["mfa_index", "account_logout", "account_reauthenticate", "mfa_activate_totp"]
)
def test_the_way_to_a_second_factor_and_out_stays_open(
    client: Client, settings, url_name: str
) -> None:
    settings.KHEO_REQUIRE_MFA = True
    sign_in(client, factories.officer())

    assert client.get(reverse(url_name)).headers.get("Location") != reverse("mfa_index")


def test_recovery_codes_alone_are_no_second_factor(client: Client, settings) -> None:
    settings.KHEO_REQUIRE_MFA = True
    officer = factories.officer()
    client.force_login(officer)
    Authenticator.objects.create(
        user=officer, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )

    assert client.get("/ban-lam-viec/").headers["Location"] == reverse("mfa_index")


def test_citizens_and_strangers_are_not_asked_for_a_second_factor(client: Client, settings) -> None:
    settings.KHEO_REQUIRE_MFA = True
    assert client.get(reverse("units:lookup")).status_code == 200

    client.force_login(factories.citizen())

    assert client.get(reverse("units:lookup")).status_code == 200


def test_a_page_of_nobody_s_touches_no_session(client: Client, settings) -> None:
    settings.KHEO_REQUIRE_MFA = True

    response = client.get(reverse("units:lookup"), headers={"HX-Request": "true"})

    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_side_door_of_the_editor_leads_to_the_front_door(client: Client) -> None:
    officer = factories.officer()

    client.post("/bien-tap/login/", {"username": officer.username, "password": factories.PASSWORD})

    assert client.get("/bien-tap/login/").headers["Location"] == LOGIN
    assert who(client) == ""


def test_a_citizen_signs_up_with_an_address_and_its_code_only(client: Client) -> None:
    first = client.post(reverse("account_signup"), {"email": "dan@example.vn"})
    assert first.headers["Location"] == reverse("account_confirm_login_code")
    assert who(client) == ""

    client.post(first.headers["Location"], {"code": mailed_code()})

    citizen = User.objects.get(email="dan@example.vn")
    assert who(client) == str(citizen.pk)
    assert not citizen.has_usable_password()
    assert citizen.username.startswith("nguoi-dan-")
    assert "dan@" not in citizen.username
    assert EmailAddress.objects.get(user=citizen).verified


def test_nobody_signs_up_under_a_mailbox_that_is_not_theirs(client: Client) -> None:
    first = client.post(reverse("account_signup"), {"email": "dan@example.vn"})

    page = client.post(first.headers["Location"], {"code": "AAAAAA"})

    assert "Mã chưa đúng." in page.content.decode()
    assert who(client) == ""


def test_an_address_has_one_account(client: Client) -> None:
    factories.citizen("biet")

    page = client.post(reverse("account_signup"), {"email": "biet@example.vn"}).content.decode()

    assert gettext("A user is already registered with this email address.") in page
    assert User.objects.count() == 1


def test_a_citizen_comes_back_with_a_mailed_code(client: Client) -> None:
    citizen = factories.citizen()

    first = client.post(reverse("account_request_login_code"), {"email": citizen.email})
    second = client.post(first.headers["Location"], {"code": mailed_code()})

    assert who(client) == str(citizen.pk)
    assert second.headers["Location"] == reverse("home:home")


def test_an_officer_does_not_come_in_with_a_mailed_code(client: Client) -> None:
    officer = factories.officer()

    first = client.post(reverse("account_request_login_code"), {"email": officer.email})
    second = client.post(first.headers["Location"], {"code": mailed_code()}, follow=True)

    assert who(client) == ""
    assert "đăng nhập bằng mật khẩu hoặc khóa truy cập" in second.content.decode()


def test_signing_out_is_asked_and_done(client: Client) -> None:
    sign_in(client, factories.officer())

    assert "Bạn muốn đăng xuất?" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))

    assert who(client) == ""


PUBLIC_PAGES = [
    "account_login", "account_signup", "account_request_login_code", "account_reset_password",
    "account_reset_password_done", "account_inactive", "account_email_verification_sent",
]  # fmt: skip
OWN_PAGES = [
    "account_email", "account_change_password", "account_logout", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
]  # fmt: skip
ENGLISH = re.compile(r">\s*(Sign|Email|Password|Add|Cancel|Confirm|Your|The|You|No|Two)\b[^<]*<")


@pytest.mark.parametrize("url_name", PUBLIC_PAGES)
def test_pages_before_sign_in_are_ours_and_in_vietnamese(client: Client, url_name: str) -> None:
    page = client.get(reverse(url_name)).content.decode()

    assert 'class="kh-bar"' in page
    assert ENGLISH.findall(page) == []
    assert "style=" not in page


@pytest.mark.parametrize("url_name", OWN_PAGES)
def test_pages_of_the_account_are_ours_and_in_vietnamese(client: Client, url_name: str) -> None:
    sign_in(client, factories.officer())
    if url_name != "account_reauthenticate":
        confirm(client)

    page = client.get(reverse(url_name)).content.decode()

    assert 'class="kh-bar"' in page
    assert ENGLISH.findall(page) == []
    assert "style=" not in page


def test_recovery_codes_are_shown_in_our_look(client: Client) -> None:
    officer = factories.officer()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)
    first = sign_in(client, officer)
    client.post(first.headers["Location"], {"code": code_of(secret)})

    confirm(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()

    assert "Mã dự phòng" in page
    assert "<textarea" in page
    assert ENGLISH.findall(page) == []


def test_no_script_of_the_sign_in_pages_is_inline(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    scripts = re.findall(r"<script([^>]*)>", page)

    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []


def test_the_english_pages_are_english(client: Client) -> None:
    page = client.get(reverse("mfa_index"), headers={"Accept-Language": "en"}, follow=True)

    assert page.status_code == 200
