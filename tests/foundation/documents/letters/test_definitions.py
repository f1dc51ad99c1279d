"""The texts of letters are data; what contradicts itself is refused before anybody relies on it."""

import pytest
import yaml
from django.conf import settings

from kheo.foundation.documents.letters import LettersUnreadable, UnknownLetter, find
from kheo.foundation.documents.letters.definitions import all_letters, texts
from kheo.foundation.units.bodykinds import kinds

NEEDED = {
    "receipt", "proposal", "guide", "complete", "forward", "urge", "filed", "feedback_answer",
    "complaint_accepted", "complaint_refused", "complaint_extended", "complaint_suspended",
    "complaint_stopped", "dialogue_invitation", "dialogue_minutes", "complaint_decision_first",
    "complaint_decision_second", "complaint_enforced", "denunciation_acceptance",
    "denunciation_accepted_denouncer", "denunciation_accepted_accused", "denunciation_refused",
    "denunciation_extended", "denunciation_conclusion", "reception_result", "reception_refused",
    "reception_schedule",
}  # fmt: skip


def changed(tmp_path, change):
    written = yaml.safe_load((settings.LAW_DIR / "letters.yaml").read_text(encoding="utf-8"))
    change(written)
    (tmp_path / "letters.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
    return texts(tmp_path)


def test_every_letter_of_the_law_is_there():
    assert set(all_letters()) == NEEDED


def test_every_letter_names_its_form_and_how_sure_it_is():
    for letter in all_letters().values():
        assert letter.form
        assert letter.confidence in {"high", "medium", "low"}


def test_bodies_of_every_kind_are_written_in_some_manner():
    assert set(texts().manners) == set(kinds())


def test_only_letters_to_the_denouncer_have_a_place_for_the_denouncer():
    named = {
        key
        for key, letter in all_letters().items()
        if {field.key for field in letter.fields} & {"denouncer", "denouncer_address"}
    }

    assert named == {"denunciation_accepted_denouncer", "denunciation_refused"}


def test_letters_about_denunciations_have_no_place_for_a_sender():
    for key, letter in all_letters().items():
        if key.startswith("denunciation"):
            assert not {field.key for field in letter.fields} & {"sender", "sender_address"}


def test_a_field_that_nobody_declared_is_named(tmp_path):
    def change(written):
        written["letters"]["forward"]["paragraphs"].append("Gửi {nobody}.")

    with pytest.raises(LettersUnreadable, match=r"letters\.forward: trường chưa khai báo: nobody"):
        changed(tmp_path, change)


def test_a_declared_field_that_no_letter_uses_is_named(tmp_path):
    def change(written):
        written["fields"]["idle"] = {"vi": "Thừa"}

    with pytest.raises(LettersUnreadable, match="fields: không mẫu nào dùng: idle"):
        changed(tmp_path, change)


def test_a_letter_without_its_form_is_refused(tmp_path):
    with pytest.raises(LettersUnreadable, match=r"letters\.guide: thiếu: form"):
        changed(tmp_path, lambda written: written["letters"]["guide"].pop("form"))


def test_a_misspelt_entry_is_refused(tmp_path):
    with pytest.raises(LettersUnreadable, match=r"letters\.guide: lạ: recipient"):
        changed(tmp_path, lambda written: written["letters"]["guide"].update(recipient=["ai đó"]))


def test_a_blank_field_must_stand_in_the_text(tmp_path):
    with pytest.raises(LettersUnreadable, match="trường không có trong lời: chair"):
        changed(tmp_path, lambda written: written["letters"]["guide"].update(blank=["chair"]))


def test_an_unknown_letter_is_an_error_of_its_own():
    with pytest.raises(UnknownLetter, match="khong-co"):
        find("khong-co")
