"""Every sentence is Vietnamese in the code and English in the catalogue."""

from tests import words


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


def test_the_machine_readable_catalogue_is_current():
    assert words.COMPILED.read_bytes() == words.compiled(words.read())


def test_placeholders_survive_translation():
    for message in words.read():
        if message.id and "python-format" in message.flags:
            assert [str(error) for error in message.check()] == []
