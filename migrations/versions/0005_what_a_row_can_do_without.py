"""What many rows can do without.

- forms.rule, score and evidence: why all people of a form are one person, once, in place of a decision on each of them.
  The view `reasons` has these and the decisions on people of two forms.
- names are found by way of spellings, each of which is there once for a person: no index of their own has all of them.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REASONS = """
ALTER TABLE forms ADD COLUMN rule TEXT;

ALTER TABLE forms ADD COLUMN score REAL;

ALTER TABLE forms ADD COLUMN evidence TEXT;

CREATE VIEW reasons AS
SELECT person_id, other_id, outcome, rule, score, evidence FROM identities
UNION ALL SELECT one.id, other.id, 'same', rule, score, evidence
FROM people AS one JOIN forms ON forms.id = one.form_id AND rule IS NOT NULL
JOIN people AS other ON other.form_id = one.form_id AND other.id <> one.id
WHERE one.id = (SELECT id FROM people WHERE form_id = forms.id ORDER BY source_key, uid LIMIT 1);
"""
# What was decided on each of a form's people was one decision. A form of one person, or of people whom a human has
# parted, has none until it is judged again.
JUDGED = """
UPDATE forms SET rule = decided.rule, score = decided.score, evidence = decided.evidence FROM (
    SELECT one.form_id, identities.rule, score, evidence, min(identities.id)
    FROM identities JOIN people AS one ON one.id = person_id
    JOIN people AS other ON other.id = other_id AND other.form_id = one.form_id
    GROUP BY one.form_id HAVING min(outcome) = 'same' AND max(outcome) = 'same') AS decided
WHERE decided.form_id = forms.id
    AND (SELECT count(DISTINCT kin) FROM people WHERE people.form_id = forms.id) = 1;
"""
KEPT_BY_THE_FORM = """
DELETE FROM identities WHERE (SELECT form_id FROM people JOIN forms ON forms.id = form_id
    WHERE people.id = person_id AND forms.rule IS NOT NULL) = (SELECT form_id FROM people WHERE people.id = other_id);
"""
NO_REASONS = """
INSERT INTO identities (person_id, other_id, outcome, rule, score, evidence) SELECT * FROM reasons
EXCEPT SELECT person_id, other_id, outcome, rule, score, evidence FROM identities;

DROP VIEW reasons;

ALTER TABLE forms DROP COLUMN rule;

ALTER TABLE forms DROP COLUMN score;

ALTER TABLE forms DROP COLUMN evidence;
"""


def upgrade() -> None:
    _run(REASONS, JUDGED, KEPT_BY_THE_FORM, "DROP INDEX ix_names_folded")


def downgrade() -> None:
    _run(NO_REASONS, "CREATE INDEX ix_names_folded ON names (folded)")


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
