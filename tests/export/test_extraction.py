"""What `extract --explain` tells of claims: found or refused, for and against, and whom a pronoun may mean."""

from __future__ import annotations

from quotes.export.extraction import explained
from quotes.pipeline import extract

_TEXT = (
    "Mary Lind met Peter Brandt and Thomas Varga at the lock. “It will hold,” he said. "
    "Lind hopes that it does, and the report claims a lot.\n"
)


def _claims(text: str) -> dict[str, list[str]]:
    """Return, by its line, what is told of each claim."""
    told: dict[str, list[str]] = {}
    for line in explained(extract(text.encode(), "lock.txt")):
        if line.startswith("    claim "):
            told[line.strip()] = []
        elif told and line.startswith("        "):
            told[list(told)[-1]].append(line.strip())
    return told


def test_a_claim_that_was_found_says_by_whom_and_how_sure_that_is() -> None:
    said = _claims(_TEXT)["claim found: he, “said” (left) — It will hold"]
    assert said[0].startswith("likely to be reported: 0.9")
    assert "ambiguous" in said[0]
    assert "by Thomas Varga, or else Peter Brandt" in said[0]
    assert any(line.startswith("for it: ") and "(+" in line for line in said)
    assert any(line.startswith("against it: ") and "(-" in line for line in said)


def test_whom_a_pronoun_may_mean_is_told_with_the_scores() -> None:
    said = _claims(_TEXT)["claim found: he, “said” (left) — It will hold"]
    (meant,) = [line for line in said if line.startswith("may mean: ")]
    assert "Peter Brandt (" in meant
    assert "Thomas Varga (" in meant
    assert "Mary Lind" not in meant


def test_a_claim_that_was_refused_says_so() -> None:
    (refused,) = [claim for claim in _claims(_TEXT) if claim.startswith("claim refused")]
    assert refused == "claim refused: less likely than 0.43: the report, “claims” (np) — a lot"


def test_in_a_language_that_is_not_known_a_claim_is_nobodys() -> None:
    text = (
        "Op maandag werd de sluis geopend, omdat niemand meer wilde wachten en er al veel te lang niets gebeurd "
        "was. Greta Lind verklaarde: „Zij zal houden.“\n"
    )
    assert any(claim.startswith("claim nobody's: the language is not known: Greta Lind") for claim in _claims(text))


def test_a_paragraph_without_a_claim_tells_of_none() -> None:
    assert _claims("The lock was built in May.\n") == {}


def test_claims_in_another_language_are_told_too() -> None:
    text = (
        "Die Stadt Lindau sperrt die alte Brücke am Hafen, weil sie nicht mehr sicher ist. „Wir können die Sicherheit "
        "nicht mehr garantieren“, sagte Bürgermeisterin Karin Vogt am Dienstag. Sie nannte den Bau ein „Wunder“.\n"
    )
    found = _claims(text)
    said = found[
        "claim found: Bürgermeisterin Karin Vogt, “sagte” (inverted) — Wir können die Sicherheit nicht mehr garantieren"
    ]
    assert said[0].startswith("likely to be reported: 0.9")
    assert "by Karin Vogt" in said[0]
    assert any(line.startswith("for it: ") for line in said)
    (called,) = [lines for claim, lines in found.items() if claim.endswith("— Wunder")]
    assert any(line.startswith("may mean: Karin Vogt (") for line in called)
