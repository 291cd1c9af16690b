"""Whoever may speak where no word of a sentence tells it: who spoke of late, whom it is about, who was named last."""

from __future__ import annotations

from quotes.attribution.speech.behind import may_open, may_speak
from quotes.attribution.speech.memory import LATELY, Memory, Whose
from quotes.attribution.speech.phrases import phrases
from quotes.attribution.speech.speakers import whose
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.model import Mention, PersonKind, Span


def beside(tokens: Tokens, sentence: Range, memory: Memory) -> list[Whose]:
    """Return who may speak in a sentence where nothing tells it: whoever was told to speak of late, whom the sentence
    or the one before it is about, or the one behind a quotation that is a sentence; of nobody else whoever was named
    last."""
    alone = sentence[0] in tokens.quotations and not tokens.tags[sentence[0] + 1 : sentence[1]].strip(".?!")
    far = memory.sentence - memory.last_sentence
    found = [memory.last._replace(how=f"near {min(far, 2)}")] if memory.last and far <= LATELY else []
    for place, topic in (
        ("own", _topic(tokens, sentence, memory)),
        ("topic", memory.ahead and _topic(*memory.ahead, memory)),
        ("next", memory.coming and alone and _topic(*memory.coming, memory)),
    ):
        if not topic:
            continue
        same = next((i for i, one in enumerate(found) if _called(one) == _called(topic)), None)
        if same is None:
            found.append(topic._replace(how=f"{place} {topic.how}"))
        else:
            found[same] = found[same]._replace(how=f"{found[same].how}, {place}")
    return found or _named_last(memory)


def _topic(tokens: Tokens, sentence: Range, memory: Memory) -> Whose | None:
    """Return whom a sentence is about: the first in it who may speak and may be a subject."""
    for found in phrases(tokens, *sentence):
        if may_speak(tokens, found) and may_open(tokens, found):
            return whose(tokens, found, memory)
    return None


def _called(who: Whose) -> str:
    return who.name or who.mention.name or who.mention.text


def _named_last(memory: Memory) -> list[Whose]:
    named = sorted(
        (one for one in memory.figures if memory.sentence - one.sentence <= 1), key=lambda one: -one.sentence
    )
    if not named or named[0].place is None:
        return []
    mention = Mention(named[0].name, named[0].place, named[0].name, None, PersonKind.PERSON)
    return [Whose(mention, named[0].name, None, "near name")]


def dropped(memory: Memory, verb: str, place: Span, sex: str | None) -> Whose | None:
    """Return who speaks where the verb alone tells: whoever was told to speak last, or was named last."""
    last = memory.last and memory.last.mention.kind
    many = verb.split()[0].lower().endswith(memory.known.plural_endings)
    if many and last is not PersonKind.GROUP:
        return None
    fitting = [one for one in memory.figures if not sex or one.sex in (None, sex)]
    near_by = memory.last and memory.sentence - memory.last_sentence <= 1
    if last is PersonKind.GROUP and sex and any(one.sentence >= memory.last_sentence for one in fitting):
        near_by = False  # the council said; Ann Lee came; (she) added
    if memory.last and near_by and (many or last is not PersonKind.UNNAMED):
        name = memory.last.name or memory.last.mention.name
        if not sex or all(one.name != name for one in memory.figures) or any(one.name == name for one in fitting):
            return memory.last._replace(how="dropped")
    near = sorted((one for one in fitting if memory.sentence - one.sentence <= 1), key=lambda one: -one.sentence)
    if not near:
        return None
    mention = Mention(verb, place, "", None, PersonKind.PERSON)
    return Whose(mention, near[0].name, near[1].name if len(near) > 1 else None, "dropped")
