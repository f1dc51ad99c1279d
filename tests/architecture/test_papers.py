"""The papers that explain the house say what the code does."""

import re
from pathlib import Path

import yaml
from django.apps import apps

from kheo.cli import parser

ROOT = Path(__file__).resolve().parents[2]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_variable_is_documented_and_no_other():
    sources = [*(ROOT / "kheo").rglob("*.py")]
    read = set()
    for path in sources:
        found = re.findall(
            r'(?:environ(?:\.get\(|\[|\.setdefault\()|_flag\()\s*"((?:KHEO_|DATABASE_)\w+)"',
            path.read_text(encoding="utf-8"),
        )
        read.update(found)
    documented = set(re.findall(r"^\| `(\w+)`", text("docs/operations/settings.md"), re.M))

    assert documented == read


def test_every_command_is_documented():
    for action in parser()._actions:
        for name in getattr(action, "choices", None) or {}:
            assert f"`kheo {name}" in text("docs/operations/commands.md"), name


def test_the_architecture_page_names_every_app():
    page = text("ARCHITECTURE.md")
    for config in apps.get_app_configs():
        if config.name.startswith("kheo."):
            assert f"`{config.name.removeprefix('kheo.').replace('.', '/')}/`" in page, config.name


def test_every_decision_record_has_its_three_parts():
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert records
    for record in records:
        words = record.read_text(encoding="utf-8")
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in words, (record.name, part)


def test_the_glossary_names_every_duty_and_role():
    page = text("docs/glossary.md")
    roles = yaml.safe_load(text("law/roles.yaml"))["roles"]
    for role in roles:
        key = role if isinstance(role, str) else role["key"]
        assert f"`{key}`" in page, key


def test_both_readmes_show_the_same_commands_and_pictures():
    english, vietnamese = text("README.md"), text("README.vi.md")

    def pictures(words: str) -> list[str]:
        return re.findall(r"\((docs/[\w/.-]+\.png)\)", words)

    def commands(words: str) -> list[str]:
        return re.findall(r"^    (make \w+)", words, re.M)

    assert pictures(english) == pictures(vietnamese)
    assert len(pictures(english)) == 3
    assert all((ROOT / name).exists() for name in pictures(english))
    assert commands(english) == commands(vietnamese)


def test_every_picture_and_page_that_a_guide_shows_is_there():
    link = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("law/*.md")]:
        for target in link.findall(page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), (page, target)
