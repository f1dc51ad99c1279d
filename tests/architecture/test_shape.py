"""What import contracts cannot see: foreign keys, docstrings, verbs, host names."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from kheo.verbs import Verb

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["foundation", "room", "insight", "portal"]
ROOMS = {"know", "discuss", "act", "oversee", "benefit"}
OPEN_TO_OTHERS = {
    "models", "services", "queries", "permissions", "access", "kinds", "indicators", "errors",
    "below", "text", "rules",
}  # fmt: skip


def modules() -> list[Path]:
    return [
        path for path in sorted((ROOT / "kheo").rglob("*.py")) if "migrations" not in path.parts
    ]


def floor(name: str) -> int:
    folder = name.split(".")[1]
    return FLOORS.index("room" if folder in ROOMS else folder)


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("kheo.")]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_why_it_exists(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_foreign_keys_point_down():
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | ManyToManyField):
                target = field.related_model.__module__
                if target.startswith("kheo."):
                    assert floor(target) <= floor(model.__module__), (model, field)
                    assert not crosses_rooms(model.__module__, target), (model, field)


def crosses_rooms(source: str, target: str) -> bool:
    one, other = source.split(".")[1], target.split(".")[1]
    return one in ROOMS and other in ROOMS and one != other


def test_rooms_use_each_other_only_through_open_modules():
    # The foundation is made of libraries and is open as a whole; the upper floors are not.
    pattern = re.compile(r"^from kheo\.(\w+)\.(\w+)(?:\.(\w+))? import (\w+)", re.M)
    for path in modules():
        own = path.relative_to(ROOT).parts[1:3]
        if own[0] in {"demo", "config", "foundation"}:
            continue
        for group, app, module, name in pattern.findall(path.read_text(encoding="utf-8")):
            if (group, app) == own or group in {"foundation", "config"}:
                continue
            assert (module or name) in OPEN_TO_OTHERS, (path, group, app, module or name)


def test_every_room_says_which_verbs_it_serves():
    for config in apps.get_app_configs():
        if config.name.startswith("kheo.") and config.name.split(".")[1] in ROOMS:
            assert config.verbs, config.name
            assert all(isinstance(verb, Verb) for verb in config.verbs)


def test_there_is_no_drawer_for_odds_and_ends():
    refused = {"utils", "helpers", "common", "signals", "receivers", "misc"}
    assert [path for path in modules() if path.stem in refused] == []


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_lock_files_carry_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_no_constraint_or_status_is_unfinished():
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|NotImplemented" r"Error)\b")
    for path in tracked():
        if path.suffix in {".py", ".html", ".md", ".yaml"} and path.exists():
            assert not words.search(path.read_text(encoding="utf-8")), path


def test_every_template_says_what_it_is_given():
    for path in sorted((ROOT / "kheo").rglob("templates/**/*.html")):
        assert path.read_text(encoding="utf-8").startswith(("{#", "{% comment")), path


def test_no_template_carries_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|<style|\sstyle=|\son\w+=", re.I)
    for path in sorted((ROOT / "kheo").rglob("templates/**/*.html")):
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.S)
        assert not inline.search(text), path
