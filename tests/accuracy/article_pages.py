"""Pages to learn from what the article of a saved page is: some that people cut out, some made with turns in them.

Made are small pages of labelled turns with nothing beside them, as parliaments and podcasts write them, and the saved
pages with such turns in place of their article. How much they count is set by hand.
"""

from __future__ import annotations

import gzip
import html
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.turns.sections import text_of
from quotes.formats.decode import decode
from quotes.formats.html import judging
from quotes.formats.html.blocks import RUN, Saved, runs
from quotes.model import BlockKind
from tests.accuracy.blocks import FOLDER, Article, articles

PAGES = FOLDER / "webpages"
FOLDS = 10
MADE = 0.3  # of a block of a saved page: how much one that turns stand around counts
ROWS, WHOLE = 40, 1000  # blocks of a made page, and words of a block, at most
MOST_BESIDE = 9  # parts on each side of a small page, less one
SMALL = 6  # small pages for each saved one
FORMS = (  # of a turn: the label, then the words
    "<p><b>{who}:</b> {words}</p>",
    "<p>{who}: {words}</p>",
    "<p><strong>{who}</strong></p><p>{words}</p>",
    "<div class=turn><span class=speaker>{who}</span><p>{words}</p></div>",
    "<tr><td>{who}</td><td>{words}</td></tr>",
    "<dt>{who}</dt><dd>{words}</dd>",
    "<li>{who}: {words}",
    "<h4>{who}</h4><p>{words}</p>",
    '<p><a href="/people/1">{who}:</a></p><p>{words}</p>',
    '<p><a href="/people/1">{who}</a>: {words}</p>',
)
START = "<html><head><title>Talk</title></head><body>"
BESIDE = (  # what little may stand beside turns
    "<div class=menu><p>Basketball: Seniors</p><p>Sailing: Clubs</p><p>News</p></div>",
    "<ul class=nav-list><li>Home<li>Sport<li>Boats and fish</ul>",
    "<div id=comments><div class=comment><p>gull77, 3 hours ago</p><p>“Thieves,” said my neighbour.</p></div></div>",
    "<header><div><span>Sailing:</span> <a href=/c>Clubs</a></div><div>Fish: <a href=/f>Cod</a></div></header>",
    "<section class=reader-comments><p>Ann wrote:</p><p>I do not believe a word of it.</p></section>",
    "<div class=related><h3>More stories</h3><p>Harbour master says the pier is unsafe</p></div>",
    "<div class=video-player><span>Current Time 0:00</span><p>Duration 1:12</p><p>Loaded: 0%</p></div>",
    "<div class=cookie-banner><p>We use cookies. You may say no.</p><p>Accept all</p></div>",
    '<div style="display:none"><p>“Not shown,” said Bo Lind.</p></div>',
    "<div hidden><p>Loading the page, please wait.</p></div>",
    "<dialog open><p>“Privacy comes first,” said the publisher.</p></dialog>",
    "<div class=qc-cmp2-container><p>“We value your privacy,” said the publisher.</p><p>Agree</p></div>",
    "<h2>Comments (2)</h2><div class=x1f><p>goatfan</p><p>Fin said “eat the goat” on the radio.</p></div>",
    "<div id=disqus_thread><div class=post-message><p>Venn said “chop them all” on the radio.</p></div></div>",
    "<h3>Most read</h3><p>Harbour master says the pier is unsafe</p><p>Fish prices rise again</p>",
    "<div class=share-bar><p>Share</p><p>Print this page</p></div>",
    "<nav>Home News Sport Contact</nav>",
    "<footer>All rights reserved. The editor says the paper is independent.</footer>",
    "<aside>Buy two, pay one, says Moll of Moll Boats.</aside>",
    "<nav><a href=/a>Home</a> <a href=/b>News</a></nav>",
    "<ul><li><a href=/n/1>Olaf Hagen: Court drops ferry inquiry</a><li><a href=/n/2>Boats may sail again</a></ul>",
)
TEASED = 0.4  # share of the small pages that have a teaser between turns
TEASES = ("Related:", "SEE ALSO:", "Read more:", "Also on ")
TEASERS = (
    "<p>Related: “The lake is mine,” says swimmer Cy Dunn</p>",
    "<p>SEE ALSO: <a href=/n/7>Minister says that cows are taxed</a></p>",
    "<p>Read more: The harbour master's last week</p>",
    "<p>Also on The Daily: Minister Hob Nob says cows are taxed</p>",
)
AROUND = {"<tr": ("<table>", "</table>"), "<dt": ("<dl>", "</dl>"), "<li": ("<ul>", "</ul>")}
_WORD = re.compile(r"\w+")


class Judged(NamedTuple):
    """A page, which of its blocks are the article, in which fold it is, and how much its blocks count."""

    page: Saved
    right: Sequence[bool]
    fold: int
    weight: float


class _Cut(NamedTuple):
    name: str
    text: str
    body: str


def pages() -> list[Judged]:
    """Return the saved pages, with what is right."""
    return [_judged(cut, number) for number, cut in enumerate(_cuts())]


def made() -> Iterator[Judged]:
    """Yield pages with labelled turns: small ones, and saved ones with the turns in place of their article."""
    chance = random.Random(18)
    every = [one for name in ("news", "newsletter") for one in articles(name)]
    for number, cut in enumerate(_cuts()):
        article = chance.choice(every)
        turns = _turns(article, chance, ROWS, WHOLE)
        for _ in range(SMALL):
            rows, words = chance.choice((2, 4, 8, 16, ROWS)), chance.choice((2, 4, 8, 25, WHOLE))
            yield _small(_turns(chance.choice(every), chance, rows, words), chance, number)
        if (within := _within(cut)) is not None:
            yield _inserted(cut, within, turns, number)


def _cuts() -> list[_Cut]:
    gold = json.loads((PAGES / "body.gold.json").read_text(encoding="utf-8"))
    every = ((name, (PAGES / "body" / f"{name}.html.gz").read_bytes()) for name in sorted(gold))
    return [_Cut(name, decode(gzip.decompress(data), name)[0], gold[name]["body"]) for name, data in every]


def _judged(cut: _Cut, number: int) -> Judged:
    page = judging(cut.text)
    return Judged(page, _right(page, cut.body), number % FOLDS, 1.0)


def _small(turns: str, chance: random.Random, number: int) -> Judged:
    """Return a page of `turns` with hardly anything beside them, and nothing that leads elsewhere."""
    turns = _with_teaser(turns, chance)
    before, after = ("\n".join(chance.sample(BESIDE, chance.randrange(MOST_BESIDE))) for _ in range(2))
    parts = [before, f"<h1>Talk</h1>{turns}", after]
    first, last = len(START + parts[0]), len(START + parts[0] + parts[1])
    page = judging(f"{START}{''.join(parts)}</body></html>")
    within = [first <= start < last for start, _ in page.places]
    told = [inside and not block.shown.startswith(TEASES) for inside, block in zip(within, page.blocks, strict=True)]
    return Judged(page, told, number % FOLDS, 1.0)


def _with_teaser(turns: str, chance: random.Random) -> str:
    """Return the turns, now and then with a teaser between two of them."""
    rows = turns.split("\n")
    if chance.random() < TEASED and len(rows) > 2 and not any(around in turns for around in AROUND):
        rows.insert(chance.randrange(1, len(rows)), chance.choice(TEASERS))
    return "\n".join(rows)


def _inserted(cut: _Cut, within: tuple[int, int], turns: str, number: int) -> Judged:
    """Return the page with `turns` instead of what it has `within`."""
    first, last = within
    page = judging(cut.text[:first] + turns + cut.text[last:])
    new = [first <= start < first + len(turns) for start, _ in page.places]
    return Judged(page, new, number % FOLDS, MADE)


def _within(cut: _Cut) -> tuple[int, int] | None:
    """Return where the article begins and ends in the source, if nearly all that stands between belongs to it."""
    page = judging(cut.text)
    right = _right(page, cut.body)
    inside = [i for i, one in enumerate(right) if one and len(page.blocks[i].words) > RUN]
    if not inside:
        return None
    stretch = range(inside[0], inside[-1] + 1)
    words = [len(page.blocks[i].words) for i in stretch]
    clean = sum(n for i, n in zip(stretch, words, strict=True) if right[i]) >= 0.9 * sum(words)
    return (page.places[stretch[0]].start, page.places[stretch[-1]].end) if clean else None


def _turns(article: Article, chance: random.Random, size: int, length: int) -> str:
    """Return the HTML of the first `size` blocks of an article, each of at most `length` words."""
    form = chance.choice(FORMS)
    before, after = AROUND.get(form[:3], ("", ""))
    rows, who = [before], ""
    for block in article.document.blocks[:size]:
        text = text_of(article.document, block)
        words = html.escape(" ".join(text.split()[:length]))
        if block.kind is BlockKind.LABEL:
            who = html.escape(text.rstrip(": "))
        elif who:
            rows.append(form.format(who=who, words=words))
            who = ""
        else:
            rows.append(form.format(who="", words=words) if before else f"<p>{words}</p>")
    return "\n".join((*rows, after))


def _right(page: Saved, body: str) -> list[bool]:
    """Return which blocks are in the article; of words that stand there twice, the longest block in sight has them."""
    words = tuple(_WORD.findall(body.lower()))
    left, padded = Counter(runs(words)), f" {' '.join(words)} "
    right = [False] * len(page.blocks)
    for i in sorted(range(len(right)), key=lambda i: ("hidden" in page.blocks[i].kinds, -len(page.blocks[i].words))):
        own = page.blocks[i].words
        found = sum((Counter(runs(own)) & left).values())
        left.subtract(runs(own))
        short = bool(own) and len(own) < RUN and f" {' '.join(own)} " in padded
        right[i] = short or found >= 0.5 * max(1, len(runs(own)))
    return right
