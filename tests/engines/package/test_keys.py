"""Keys are copied as one line and compared as digits."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from tests.engines.package.parcels import HERE, THERE

from thongsuot.engines.package import PublicKey, SigningKey, spoken, typed


def test_a_key_is_read_back_however_it_was_wrapped():
    text = HERE.public.text
    assert PublicKey.read(f"\n {text[:30]}\r\n{text[30:]} ") == HERE.public


@pytest.mark.parametrize(
    "text",
    [
        "", "thongsuot-ed25519:", "ssh-ed25519 AAAA", HERE.public.text[:-5], HERE.public.text + "AAAA",
        HERE.public.text.replace("=", "!"), "thongsuot-ed25519:" + base64.b64encode(bytes(31)).decode(),
    ],
)  # fmt: skip
def test_what_was_cut_or_changed_is_no_key(text):
    with pytest.raises(ValueError, match=r"key"):
        PublicKey.read(text)


def test_other_programs_read_the_same_key():
    assert load_pem_public_key(HERE.public.pem).public_bytes_raw() == HERE.public.raw


def test_a_fingerprint_is_forty_digits_in_groups_of_five():
    digits = HERE.public.fingerprint
    assert len(digits) == 40
    assert digits.isdecimal()
    assert [len(group) for group in spoken(digits).split(" ")] == [5] * 8
    assert digits != THERE.public.fingerprint


def test_digits_typed_while_listening_are_the_same_digits():
    digits = HERE.public.fingerprint
    assert typed(spoken(digits)) == typed("-".join(digits)) == digits
    assert typed("٣ một") == ""


def test_a_signature_is_that_of_its_key_and_its_words():
    signature = HERE.sign(b"loi")
    assert HERE.public.signed(b"loi", signature)
    assert not HERE.public.signed(b"khac", signature)
    assert not THERE.public.signed(b"loi", signature)
    assert not HERE.public.signed(b"loi", signature[:-1])
    assert not PublicKey(b"\xff" * 32).signed(b"loi", signature)


def test_a_seed_has_thirty_two_bytes_and_is_not_shown():
    with pytest.raises(ValueError, match="32 bytes"):
        SigningKey(b"ngan")
    assert "x01" not in repr(HERE)
