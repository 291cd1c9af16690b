"""Did anyone, or did this person, say these words? The words, the speaker, the day and the standing, each by itself."""

from quotes.queries.verify.question import verify as verify
from quotes.queries.verify.verification import Verification as Verification
