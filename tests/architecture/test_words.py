"""Every sentence is Vietnamese in the code and English in the catalogue."""

import re

import pytest

from tests import words

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def test_every_sentence_has_english_words():
    catalogue = words.read()
    missing = [
        (place, line, message)
        for place, line, (message, context) in words.messages()
        if not ((known := catalogue.get(message, context=context)) and words.said(known.string))
    ]

    assert missing == []


def test_no_translation_is_left_over():
    said_today = {
        (message if isinstance(message, str) else message[0], context)
        for _place, _line, (message, context) in words.messages()
    }
    kept = {
        (message.id if isinstance(message.id, str) else message.id[0], message.context)
        for message in words.read()
        if message.id
    }

    assert kept - said_today == set()


@pytest.mark.parametrize("path", [words.CATALOGUE, *words.VIETNAMESE], ids=str)
def test_the_machine_readable_catalogue_is_current(path):
    assert path.with_suffix(".mo").read_bytes() == words.compiled(words.read(path))


@pytest.mark.parametrize("path", [words.CATALOGUE, *words.VIETNAMESE], ids=str)
def test_placeholders_survive_translation(path):
    for message in words.read(path):
        if message.id and "python-format" in message.flags:
            # Vietnamese has one form, which may use what only the form for many names.
            forms = (message.id,) if isinstance(message.id, str) else message.id
            allowed = set().union(*(PLACEHOLDER.findall(form) for form in forms))
            said = (message.string,) if isinstance(message.string, str) else message.string

            assert set().union(*(PLACEHOLDER.findall(form) for form in said)) <= allowed
            assert len(forms) > 1 or [str(error) for error in message.check()] == []
