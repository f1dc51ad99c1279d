"""The editor's interface speaks Vietnamese: no message of its library is left in English."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def _catalogues():
    """Yield the English catalogue of every installed part of the editor, with its domain."""
    for app in apps.get_app_configs():
        if app.name.partition(".")[0] == "wagtail":
            for domain in ("django", "djangojs"):
                path = Path(app.path) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
                if path.exists():
                    yield pytest.param(path, domain, id=f"{app.label}-{domain}")


def _said(catalogue, message):
    """Look a message up, in the form for many where it has one."""
    one = message.id if isinstance(message.id, str) else message.id[0]
    key = f"{message.context}\x04{one}" if message.context else one
    if isinstance(message.id, str):
        return catalogue.gettext(key)
    many = catalogue.ngettext(key, message.id[1], 2)
    return "" if many == message.id[1] else many


def _has_words(message):
    """Tell whether anything is left to translate beside the placeholders."""
    return any(letter.isalpha() for letter in PLACEHOLDER.sub("", str(message)))


@pytest.mark.parametrize(("path", "domain"), list(_catalogues()))
def test_no_message_is_left_in_english(path, domain):
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="en") if message.id]
    catalogue = DjangoTranslation("vi", domain=domain)

    english = [message.id for message in messages if _said(catalogue, message) in ("", message.id)]

    assert [words for words in english if _has_words(words)] == []


def test_the_editor_is_asked_in_vietnamese(client, django_user_model):
    root = django_user_model.objects.create_superuser("bientap", "b@example.org", "mot-mat-khau")
    client.force_login(root)

    with override("vi"):
        script = client.get("/bien-tap/jsi18n/").content.decode()
        page = client.get("/bien-tap/").content.decode()

    assert "Th\\u1eed l\\u1ea1i" in script
    assert "Trình đơn chính" in script or "Tr\\u00ecnh \\u0111\\u01a1n ch\\u00ednh" in script
    assert "Tới nội dung chính" in page
