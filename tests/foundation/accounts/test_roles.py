"""law/roles.yaml as lawyers write it is what the program grants."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.utils import translation

from kheo.foundation.accounts import roles
from kheo.foundation.units import bodykinds

CAPABILITIES = {
    "petitions.register", "petitions.triage", "petitions.answer", "petitions.read",
    "duties.assign", "duties.work", "duties.extend", "duties.read", "reports.read",
    "returns.enter", "returns.approve", "returns.define", "reports.write", "reports.approve",
    "targets.set", "news.edit", "log.read", "units.manage",
    "complaints.handle", "complaints.decide", "receptions.manage", "receptions.receive",
    "dissemination.manage", "comments.moderate", "documents.register",
    "workplaces.manage",
    "denunciations.handle", "denunciations.decide", "denunciations.recover", "inspection.report",
    "news.approve", "disclosure.manage", "disclosure.read", "personal_data.handle",
}  # fmt: skip


def written(tmp_path: Path, **roles_: dict) -> Path:
    whole = {"capabilities": {"news.edit": {"vi": "x", "en": "x"}}, "roles": roles_}
    (tmp_path / "roles.yaml").write_text(yaml.safe_dump(whole))
    return tmp_path


def test_every_person_of_the_design_has_a_role() -> None:
    assert set(roles.roles()) == {
        "clerk", "handler", "head", "editor", "front", "village_head",
        "reporting_officer", "auditor", "admin", "denunciation_officer", "workplace_head",
    }  # fmt: skip


def test_the_file_names_exactly_the_capabilities_that_the_program_asks_for() -> None:
    granted = {capability for role in roles.roles().values() for capability in role.capabilities}

    assert set(roles.capabilities()) == CAPABILITIES
    assert granted == CAPABILITIES


def test_no_role_both_enters_and_approves_figures_nor_manages_and_decides() -> None:
    for role in roles.roles().values():
        assert not {"returns.enter", "returns.approve"} <= role.capabilities
        # Who sets up the server holds no key, and who keeps a share of the recovery key no case.
        assert not {"denunciations.handle", "denunciations.recover"} <= role.capabilities
        assert role.capabilities == {"units.manage"} or "units.manage" not in role.capabilities


def test_a_role_speaks_the_language_of_the_page() -> None:
    head = roles.roles()["head"]

    with translation.override("en"):
        assert (head.title, head.words[:4]) == ("Head", "Sees")
    with translation.override("vi"):
        assert (head.title, head.words[:4]) == ("Người đứng đầu", "Thấy")


def test_a_role_with_an_unknown_capability_is_refused(tmp_path: Path) -> None:
    fields = dict.fromkeys(["vi", "en", "may", "may_en", "basis"], "x")
    folder = written(tmp_path, boss={**fields, "capabilities": ["everything"]})

    with pytest.raises(roles.RolesUnreadable, match="boss: lạ everything"):
        roles.roles(folder)


def test_a_role_without_its_words_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, boss={"vi": "x", "capabilities": []})

    with pytest.raises(roles.RolesUnreadable, match="boss thiếu basis, en, may, may_en"):
        roles.roles(folder)


def test_a_capability_that_nobody_wrote_down_is_refused() -> None:
    with pytest.raises(roles.RolesUnreadable, match="petitions.burn"):
        roles.roles_with("petitions.burn")


def test_heads_of_bodies_have_roles_of_the_file() -> None:
    assert {kind.head_role for kind in bodykinds.kinds().values()} <= set(roles.roles())


def test_a_kind_of_body_says_at_which_levels_it_is(tmp_path: Path) -> None:
    fields = {"vi": "x", "en": "x", "basis": "x", "at": "everywhere"}
    (tmp_path / "roles.yaml").write_text(yaml.safe_dump({"bodies": {"club": fields}}))

    with pytest.raises(TypeError, match="bodies.club.at"):
        bodykinds.kinds(tmp_path)


def test_the_file_lies_where_the_deployment_says() -> None:
    assert (settings.LAW_DIR / "roles.yaml").exists()
