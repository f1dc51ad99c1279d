"""A code tells nothing; a key opens by its hash, however it is typed."""

import re
import uuid

from kheo.foundation import receipts

KEY = uuid.UUID(int=7)


def test_a_code_bears_its_prefix_and_no_letter_that_is_mistaken():
    assert re.fullmatch(r"DL-[2-9A-HJ-NP-Z]{8}", receipts.new_code("DL"))
    assert receipts.new_code("DL") != receipts.new_code("DL")


def test_a_code_is_read_as_people_type_it():
    assert receipts.read_code(" dl 7k3m-9qxa ", "DL") == "DL-7K3M9QXA"
    assert receipts.read_code("TD-7K3M9QXA", "DL") == ""
    assert receipts.read_code("DL-", "DL") == ""


def test_the_same_sending_has_the_same_key_and_each_room_its_own():
    one = receipts.secret_of(KEY, salt="one")

    assert one == receipts.secret_of(KEY, salt="one")
    assert one != receipts.secret_of(KEY, salt="other")
    assert len(one) == receipts.SECRET_LENGTH


def test_a_key_opens_by_its_hash_in_any_writing():
    secret = receipts.secret_of(KEY, salt="one")
    kept = receipts.hash_of(secret)

    assert receipts.holds(f" {secret[:5].lower()}-{secret[5:]}", kept)
    assert not receipts.holds(secret[:-1], kept)
    assert not receipts.holds("", kept)
