"""Documentation that cannot drift: the reference names every option, the README shows what really happens."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from depesche.cli import app

ROOT = Path(__file__).parent.parent
GROUPS: dict[str, Any] = getattr(get_command(app), "commands", {})
COMMANDS = GROUPS | {
    f"{g} {name}": c for g, group in GROUPS.items() for name, c in getattr(group, "commands", {}).items()
}


def script(name: str) -> ModuleType:
    """A script under docs/ as a module."""
    specification = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """Our words only: how help is laid out differs between versions of the library that prints it."""
    page = (ROOT / "docs" / "cli.md").read_text("utf8")
    section = words(re.split(r"\n##+ ", page.partition(f"# depesche {name}\n")[2])[0])
    assert words(COMMANDS[name].help) in section, f"{name} is not in docs/cli.md: run make docs"
    for parameter in COMMANDS[name].params:
        option = [name for name in parameter.opts if name.startswith("--")]
        assert all(name in section for name in option), f"{option} is not in docs/cli.md: run make docs"
        assert words(parameter.help or "") in section, f"the help of {parameter.name} has changed: run make docs"


def test_reference_covers_every_command() -> None:
    page = script("generate_cli").reference()
    assert sorted(re.findall(r"^##+ depesche ([\w ]+)$", page, re.MULTILINE)) == sorted(COMMANDS)


def test_readme_shows_the_real_output() -> None:
    generator = script("generate_readme")
    assert generator.shown() == generator.demo(), "README.md shows another ledger: run make docs"


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf8"), re.DOTALL))
def test_readme_code_runs(block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(block, {})
    assert capsys.readouterr().out


def test_readme_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf8")
    assert set(re.findall(r"\$ (?:.* \| )?depesche (\w+)", readme)) == set(GROUPS)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf8"), re.MULTILINE)
    assert set(re.findall(r"\$ make (\w+)", readme)) <= set(targets)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^):]+)\)", (ROOT / "README.md").read_text("utf8")))
def test_readme_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
