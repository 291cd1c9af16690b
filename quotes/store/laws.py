"""The laws of the tables, each a question that finds what breaks it: law, table, row and what is wrong there."""

from __future__ import annotations

TABLE_LAWS = (
    """
    SELECT 'speaker', 'statements', uid, 'has no speaker and does not say why' FROM statements
    WHERE person_id IS NULL AND manner != 'narrated' AND label IS NULL AND mention_start IS NULL
    AND status != 'ambiguous'
    AND NOT EXISTS (SELECT 1 FROM passages WHERE statement_id = statements.id AND cues IS NOT NULL)
    """,
    """
    SELECT 'speaker', 'statements', uid, 'is narrated, but has a speaker' FROM statements
    WHERE person_id IS NOT NULL AND manner = 'narrated'
    """,
    """
    SELECT 'identity', 'people', uid, 'is nobody whom a source prints, nor of whom a human said something' FROM people
    WHERE NOT EXISTS (SELECT 1 FROM appearances WHERE person_id = people.id)
    """,
    """
    SELECT 'identity', 'people', uid, 'is called as no source prints anybody who it is' FROM people
    WHERE NOT EXISTS (SELECT 1 FROM names WHERE person_id = people.id AND names.name = people.name)
    AND NOT EXISTS (SELECT 1 FROM appearances WHERE person_id = people.id AND appearances.name = people.name)
    """,
    """
    SELECT 'identity', 'people', uid, 'is not called by what began it' FROM people WHERE NOT EXISTS (
        SELECT 1 FROM appearances WHERE person_id = people.id AND coalesce(founds, appearances.uid) = people.uid)
    """,
    """
    SELECT 'identity', 'appearances', uid, 'was taken for another without a recorded reason' FROM appearances AS met
    WHERE EXISTS (SELECT 1 FROM appearances AS other WHERE other.person_id = met.person_id AND other.id <> met.id)
    AND NOT EXISTS (SELECT 1 FROM links WHERE outcome = 'same' AND appearance_id = met.id)
    AND NOT EXISTS (SELECT 1 FROM links WHERE outcome = 'same' AND other_id = met.id)
    AND NOT EXISTS (SELECT 1 FROM profiles JOIN appearances AS other ON other.profile_id = profiles.id
        WHERE profiles.id = met.profile_id AND rule IS NOT NULL AND other.id <> met.id)
    """,
    """
    SELECT 'identity', 'statements', statements.uid, 'does not belong to whom its appearance does' FROM statements
    LEFT JOIN appearances ON appearances.id = appearance_id WHERE statements.person_id IS NOT appearances.person_id
    """,
    """
    SELECT 'speaker', 'speakers', statements.uid, 'does not belong to whom its appearance does' FROM speakers
    JOIN statements ON statements.id = statement_id JOIN appearances ON appearances.id = speakers.appearance_id
    WHERE speakers.person_id <> appearances.person_id OR appearances.source_id IS NOT statements.source_id
    UNION SELECT 'speaker', 'speakers', statements.uid, 'is not said first by whom the statement is of' FROM statements
    JOIN speakers ON statement_id = statements.id AND place = 0
    WHERE speakers.appearance_id IS NOT statements.appearance_id
    UNION SELECT 'speaker', 'speakers', statements.uid, 'is said by several, of whom one is missing' FROM speakers
    JOIN statements ON statements.id = statement_id GROUP BY statements.uid
    HAVING count(*) < 2 OR count(*) <> max(place) + 1
    """,
    """
    SELECT 'identity', 'names', names.name, 'does not belong to whom its appearance does' FROM names
    JOIN appearances ON appearances.id = appearance_id WHERE names.person_id <> appearances.person_id
    UNION ALL SELECT 'identity', 'names', name, 'is printed by no source, or not listed' FROM (
        SELECT person_id, name FROM names WHERE kind <> 'alias'
        UNION ALL SELECT * FROM (
            SELECT person_id, name FROM appearances WHERE source_id IS NOT NULL
            UNION SELECT person_id, value FROM appearances, json_each(spellings) WHERE source_id IS NOT NULL))
    GROUP BY person_id, name HAVING count(*) <> 2
    """,
    """
    SELECT 'tenure', 'roles', uid, 'is not held as the statements show' FROM roles JOIN (
        SELECT person_id, role_id, min(CASE WHEN said_latest > '' THEN said_earliest END),
            max(CASE WHEN said_earliest > '' THEN said_latest END) FROM statements
        JOIN statement_roles ON statement_id = statements.id JOIN role_spellings ON role_spellings.id = spelling_id
        WHERE person_id IS NOT NULL GROUP BY person_id, role_id
        EXCEPT SELECT person_id, role_id, first_cited, last_cited FROM tenures) ON role_id = roles.id
    UNION ALL SELECT 'tenure', 'roles', uid, 'is held by somebody whom no statement shows in it' FROM roles JOIN (
        SELECT person_id, role_id FROM tenures
        EXCEPT SELECT person_id, role_id FROM statements JOIN statement_roles ON statement_id = statements.id
        JOIN role_spellings ON role_spellings.id = spelling_id) ON role_id = roles.id
    UNION ALL SELECT 'tenure', 'roles', uid, 'is not shown as it is printed' FROM roles
        WHERE NOT EXISTS (SELECT 1 FROM role_spellings AS printed WHERE printed.role_id = roles.id
            AND (printed.text, printed.title) = (roles.text, roles.title) AND printed.body IS roles.body)
    """,
    """
    SELECT 'identity', 'events', events.uid, 'leads to an event that leads on to another' FROM events
    JOIN events AS known ON known.id = events.redirect_to WHERE known.redirect_to IS NOT NULL
    """,
    """
    SELECT 'full text', 'statements', uid, 'is not in the full-text index' FROM searched
    JOIN statements ON statements.id = searched.id
    WHERE NOT EXISTS (SELECT 1 FROM search_docsize WHERE search_docsize.id = place)
    """,
    """
    SELECT 'full text', 'search', search_docsize.id, 'is in the full-text index, but not among the statements'
    FROM search_docsize LEFT JOIN searched ON searched.id = search_docsize.id & 4294967295
    WHERE searched.place IS NOT search_docsize.id
    """,
)
