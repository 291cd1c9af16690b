"""What does a human have to decide, and what was decided?"""

from quotes.queries.review.given import Review as Review
from quotes.queries.review.given import last as last
from quotes.queries.review.given import mark_of as mark_of
from quotes.queries.review.given import orphans as orphans
from quotes.queries.review.given import reviews as reviews
from quotes.queries.review.given import standing as standing
from quotes.queries.review.waiting import Doubt as Doubt
from quotes.queries.review.waiting import doubts as doubts
from quotes.queries.review.waiting import drawn as drawn
from quotes.queries.review.waiting import in_conflict as in_conflict
from quotes.queries.review.waiting import quotations_in as quotations_in
from quotes.queries.review.waiting import quoted_at as quoted_at
from quotes.queries.review.waiting import to_decide as to_decide
from quotes.queries.review.waiting import within as within
from quotes.queries.review.waiting import words_of as words_of
