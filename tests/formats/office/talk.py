"""A talk of 24 turns with narration between, as every test of an office format writes it down."""

from typing import NamedTuple


class Turn(NamedTuple):
    who: str
    role: str
    words: str

    @property
    def label(self) -> str:
        return f"{self.who}, {self.role}"


PEOPLE = {
    "Nora Aldine": "Harbour Master",
    "Piet Rosswell": "Member of the Council",
    "Imke Tarrow": "Editor of the Tideway Post",
}
_SAID = (
    ("Nora Aldine", "Good evening, and welcome to the old customs house."),
    ("Piet Rosswell", "Thank you for having me. I have waited for this evening for a long time."),
    ("Imke Tarrow", "Let me begin with the quay. Why was it closed in the middle of the season?"),
    ("Nora Aldine", "We closed it because two of the piles were rotten. I would do the same again."),
    ("Piet Rosswell", "I was told about it by a fisherman, and that should not happen."),
    ("Imke Tarrow", "Did you call the harbour office?"),
    ("Piet Rosswell", "I called three times. Nobody answered."),
    ("Nora Aldine", "That is true, and I am sorry for it. We had one telephone for forty boats."),
    ("Imke Tarrow", "How much will the repair cost?"),
    ("Nora Aldine", "We think that it will cost nine hundred thousand, if the winter is mild."),
    ("Piet Rosswell", "The council has set aside half of that. I voted for more."),
    ("Imke Tarrow", "And where does the other half come from?"),
    ("Nora Aldine", "From the berths. Whoever has a berth will pay a little more."),
    ("Piet Rosswell", "I hear that every day in the market. People do not think that it is a little."),
    ("Imke Tarrow", "Would you stop the work, then?"),
    ("Piet Rosswell", "No. I would never stop it. But I want to see the bills."),
    ("Nora Aldine", "You will see each of them. They lie open in my office."),
    ("Imke Tarrow", "May our readers see them as well?"),
    ("Nora Aldine", "Of course. Anybody may come on a Tuesday."),
    ("Piet Rosswell", "Then I shall be there next Tuesday, with my glasses."),
    ("Imke Tarrow", "What happens to the ferry until spring?"),
    ("Nora Aldine", "It sails from the north pier, every hour, as it does now."),
    ("Piet Rosswell", "I take that ferry myself, and it is never on time."),
    ("Imke Tarrow", "Thank you both. We shall print every word of it."),
)
TURNS = [Turn(who, PEOPLE[who], words) for who, words in _SAID]
TITLE = "An evening at the customs house"
ABOUT = "The three met in the customs house, before some sixty guests."
LAUGHTER, BILLS = "(Laughter.)", "The bills and the berths"
BETWEEN = {8: LAUGHTER, 12: BILLS, 20: LAUGHTER}  # what stands before which turn
PARAGRAPHS = [
    TITLE,
    ABOUT,
    *(
        words
        for number, turn in enumerate(TURNS)
        for words in (*([BETWEEN[number]] if number in BETWEEN else ()), f"{turn.label}: {turn.words}")
    ),
]
PLAIN = "\n\n".join(PARAGRAPHS) + "\n"
