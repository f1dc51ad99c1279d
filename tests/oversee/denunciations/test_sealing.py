"""The locks open for their key at their place, and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.oversee.denunciations import sealing

LEAST = (1, 8192)
KEYS = sealing.new_keys()
CASE = b"c" * 16


@given(st.binary(max_size=5000))
def test_what_was_sealed_comes_out_as_it_went_in(data):
    sealed = sealing.seal(data, KEYS.content, label="here")

    assert sealing.unseal(sealed, KEYS.content, label="here") == data


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_short_words_all_have_one_size(one, other):
    assert len(sealing.seal(one, KEYS.content, label="a")) == len(
        sealing.seal(other, KEYS.content, label="b")
    )


@pytest.mark.parametrize("at", [0, 30, -1])
def test_one_changed_byte_shuts_the_box(at):
    sealed = bytearray(sealing.seal(b"words", KEYS.content, label="here"))
    sealed[at] ^= 1

    with pytest.raises(sealing.Tampered):
        sealing.unseal(bytes(sealed), KEYS.content, label="here")


def test_a_box_does_not_open_at_another_place():
    sealed = sealing.seal(b"words", KEYS.content, label="here")

    with pytest.raises(sealing.Tampered):
        sealing.unseal(sealed, KEYS.content, label="there")


def test_what_is_too_short_to_be_a_box_is_refused():
    with pytest.raises(sealing.Tampered):
        sealing.unseal(b"", KEYS.content, label="here")


def test_keys_of_one_case_are_not_taken_for_another():
    public, private = sealing.new_pair()
    sealed = sealing.give(KEYS, public, case=CASE)

    assert sealing.take(sealed, private, case=CASE).content == KEYS.content
    with pytest.raises(sealing.Tampered):
        sealing.take(sealed, private, case=b"d" * 16)


def test_who_needs_no_identity_gets_no_key_to_it():
    public, private = sealing.new_pair()
    taken = sealing.take(
        sealing.give(KEYS.without_identity(), public, case=CASE), private, case=CASE
    )

    assert taken.of("content") == KEYS.content
    with pytest.raises(sealing.Tampered):
        taken.of("identity")


def test_another_persons_key_opens_nothing():
    public, _private = sealing.new_pair()
    _public, other = sealing.new_pair()

    with pytest.raises(sealing.Tampered):
        sealing.take(sealing.give(KEYS, public, case=CASE), other, case=CASE)


def test_only_the_passphrase_opens_a_private_key():
    _public, private = sealing.new_pair()
    locked = sealing.lock(private, "sáu từ", cost=LEAST)

    assert sealing.unlock(locked, "sáu từ") == private
    with pytest.raises(sealing.WrongPassphrase):
        sealing.unlock(locked, "sáu tu")


def test_any_two_of_three_shares_give_the_secret():
    _public, private = sealing.new_pair()
    one, two, three = sealing.split(private, needed=2, shares=3)

    assert sealing.join([one, two]) == private
    assert sealing.join([three, f"  {one.upper()}\n"]) == private


def test_too_few_foreign_or_mistyped_shares_are_refused():
    _public, private = sealing.new_pair()
    one, two, _three = sealing.split(private, needed=2, shares=3)
    stranger = sealing.split(private, needed=2, shares=3)[0]

    for shares in ([one], [], ["not a share"], [one, stranger], [one, two.replace(" ", " x", 1)]):
        with pytest.raises(sealing.SharesWrong):
            sealing.join(shares)


def test_keys_do_not_show_themselves():
    assert KEYS.content.hex() not in repr(KEYS)
    assert repr(KEYS.content) not in repr(KEYS)


def test_a_fingerprint_is_six_groups_of_figures():
    public, _private = sealing.new_pair()

    groups = sealing.fingerprint(public).split(" ")

    assert [len(group) for group in groups] == [4] * 6
