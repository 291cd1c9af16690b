"""What to do about a problem at the command line: how its text goes on there."""

from __future__ import annotations

from quotes.errors import Advice, QuotesError

WORDS = {
    Advice.PEOPLE: ": `quotes people` has them all, with their uids",
    Advice.SOURCES: ": `quotes sources` lists them",
    Advice.EVENTS: ": `quotes events` has them all, with their uids",
    Advice.STATEMENTS: ", try `quotes who-said` first",
    Advice.NAMESAKES: "\nAll of them: quotes by-speaker {about!r} --all",
    Advice.NEW_PERSON: " --new-person if that is the name",
    Advice.ALL_OF_IT: ": leave --words out",
    Advice.WHOLE: ", or --whole",
    Advice.COLUMNS: ": say where they are: --column speaker=… --column text=…",
    Advice.LARGER: ", or --largest",
    Advice.MORE_TIME: ", or give it longer with --timeout",
    Advice.BACKUP: ": quotes backup FILE",
    Advice.LOAD: ": quotes load PATH --db {about}",
    Advice.ASK: ": quotes stats --db {about}",
    Advice.DATABASE: " with --db",
    Advice.CHECK: "; `quotes check` names all that is damaged",
    Advice.DEEP: "; `quotes check --deep` says more",
}


def told(problem: QuotesError) -> str:
    """Return what is wrong, and what to do about it at the command line."""
    return f"{problem}{going_on(problem.advice, problem.about)}"


def going_on(advice: Advice | None, about: str = "") -> str:
    """Return how a text goes on that has this advice."""
    return WORDS[advice].format(about=about) if advice else ""
