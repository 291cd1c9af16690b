"""Claims over documents of their own: the verdict, each of its parts, and the exit status."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
OPTIONS = ("speaker", "on")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    for document in CASES["document"]:
        path = folder / document["name"]
        path.write_text(document["text"].lstrip(), "utf-8")
        if "published" in document:
            path.with_suffix(".meta.toml").write_text(f'published = "{document["published"]}"\n', "utf-8")
    assert run("load", folder, "--db", folder / "claims.sqlite").exit_code == 0
    return folder / "claims.sqlite"


@pytest.mark.parametrize("claim", CASES["claim"], ids=lambda claim: f"{claim['verdict']}: {claim['words'][:40]}")
def test_the_claim_has_its_verdict(claim: dict[str, Any], database: Path) -> None:
    options = [part for name in OPTIONS if name in claim for part in (f"--{name}", claim[name])]
    result = run("verify", claim["words"], *options, "--format", "json", "--db", database)
    (answer,) = json.loads(result.stdout)
    assert answer["verdict"] == claim["verdict"], answer
    assert {name: answer[name] for name in claim.get("parts", {})} == claim.get("parts", {}), answer
    for name in ("notes", "difference"):
        assert all(piece in (answer[name] or "") for piece in claim.get(name, ())), answer
    assert result.exit_code == claim.get("exit", 0 if claim["verdict"] == "exact" else 1)


def test_the_sentence_is_shown(database: Path) -> None:
    shown = run("verify", "the roof is sound", "--speaker", "Hartwig", "--db", database).stdout
    assert "NOT SAID SO: DENIED — the roof is sound" in shown
    assert "I do not for a moment believe that **the roof is sound**." in shown
    shown = run("verify", "The tents took nine weeks to sew", "--db", database).stdout
    assert "“**The tents took nine weeks to sew**.”" in shown


def test_other_capitals_are_not_called_punctuation(database: Path) -> None:
    shown = run("verify", "The Northern dam held twice", "--db", database).stdout
    assert shown.startswith("THE SAME WORDS, OTHER CAPITALS — ")
    shown = run("verify", "The northern dam, held twice", "--db", database).stdout
    assert shown.startswith("THE SAME WORDS, OTHER PUNCTUATION — ")
