-- What a database of quotes holds, in the words of SQL. Written by `python -m tests.schema --write`; do not edit.
--
-- `id` is the number by which rows refer to each other; it is of this one database. `uid` is what is shown and cited:
-- once shown, it goes on answering (person_uids, statement_uids). Days are ISO 8601; null is unknown, never nought.

-- Everybody who speaks, as known: one row each.
CREATE TABLE people (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- made once: that of the appearance by which the person was first known
    name TEXT NOT NULL,  -- a full name, if there is one, as most sources print it
    sort_name TEXT NOT NULL,  -- family name first, as lists are ordered
    -- person, group (a company, a crowd), office (The Chairman: whoever holds it), or unnamed (Q, a woman)
    kind TEXT NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_kind CHECK (kind = 'person' OR kind = 'group' OR kind = 'office' OR kind = 'unnamed'),
    CONSTRAINT uq_people_uid UNIQUE (uid)
);
CREATE INDEX ix_people_order ON people (kind <> 'person', sort_name, uid);

-- What identity compares: all that it goes by in an appearance. Nothing refers to it for truth.
CREATE TABLE profiles (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of what is known: equal profiles are one row
    known TEXT NOT NULL,  -- JSON of people.identity.Profile, but for the years
    since TEXT,  -- the years between which sources show it
    until TEXT,  -- the last of those years
    rule TEXT,  -- why all appearances of the profile are one person; null: by the profile alone they are not
    score REAL,  -- how much speaks for it, 0 to 1
    evidence TEXT,  -- in words
    CONSTRAINT pk_profiles PRIMARY KEY (id),
    CONSTRAINT uq_profiles_uid UNIQUE (uid)
);

-- Verdicts of humans: never changed; the latest on the same words wins.
CREATE TABLE reviews (
    id INTEGER NOT NULL,
    subject TEXT NOT NULL,  -- passage, or statement
    -- whose the words are: speech-of, nobody, narration, no-quotation (they are whose those around them are), turn-
    -- ends (before them), right (as read); how they were said: reported, denied, not-said; or undone (the one before
    -- on the same words counts no more)
    verdict TEXT NOT NULL,
    source_uid TEXT,  -- of the source; it need not be loaded
    "key" TEXT NOT NULL,  -- where the source lay then
    exact TEXT NOT NULL,  -- the words, as the source has them
    prefix TEXT NOT NULL,  -- what stands before them
    suffix TEXT NOT NULL,  -- what stands after them
    person TEXT,  -- whose words they are, by name
    act TEXT,  -- of a statement, as statements.act
    factuality TEXT,  -- of a statement, as statements.factuality
    reviewer TEXT NOT NULL,  -- who decided
    reviewed_at TEXT NOT NULL,  -- when
    note TEXT,  -- why
    was_speaker TEXT,  -- who was held to have said them then, by name; null: the outlet, or nobody
    was_status TEXT,  -- how sure that was, as statements.status
    sample INTEGER,  -- the seed of the sample in which they were drawn; null: in none
    CONSTRAINT pk_reviews PRIMARY KEY (id),
    CONSTRAINT ck_reviews_subject CHECK (subject = 'passage' OR subject = 'statement')
);
CREATE INDEX ix_reviews_key ON reviews ("key");
CREATE INDEX ix_reviews_source_uid ON reviews (source_uid);

-- Offices and whatever else a person is said to be: each once, however it is printed.
CREATE TABLE roles (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of what all its spellings have in common: title, country and body
    text TEXT NOT NULL,  -- in the plainest of its spellings
    title TEXT NOT NULL,  -- the office alone: President
    body TEXT,  -- whose office it is: Ministry of Water
    country TEXT,  -- ISO 3166
    CONSTRAINT pk_roles PRIMARY KEY (id),
    CONSTRAINT uq_roles_uid UNIQUE (uid)
);

-- A document as read. The same bytes are one source, wherever they lie.
CREATE TABLE sources (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- made once, of the bytes first read; it stays when the file is renamed or edited
    "key" TEXT NOT NULL,  -- where it lies: the path from the folder of the database, or in full; or the address
    url TEXT,  -- its address
    title TEXT,  -- as the page has it
    publisher TEXT,  -- the outlet; what is narrated are its words
    language TEXT,  -- of the page: en, de, …
    translated INTEGER,  -- 1: the words are a translation; null: not known
    original TEXT,  -- of which it is a translation: its address, title, or where it lies, as key
    format TEXT NOT NULL,  -- how the bytes are written: plain, html, …
    convention TEXT NOT NULL,  -- how the page says who speaks
    sha256 TEXT NOT NULL,  -- of the bytes read
    settings TEXT NOT NULL,  -- hash of all else that the reading depends on: unchanged, it is not read again
    text TEXT NOT NULL,  -- as decoded, untouched; start and end of all tables count its code points
    text_sha256 TEXT NOT NULL,  -- of the text as UTF-8, whatever the bytes were
    wrapped INTEGER NOT NULL,  -- 1: its lines are broken by their length
    published_edtf TEXT,  -- when it was published, as EDTF
    published_earliest TEXT,  -- the first day that it may mean; null: open
    published_latest TEXT,  -- the last day that it may mean
    published_basis TEXT,  -- where that date stands
    CONSTRAINT pk_sources PRIMARY KEY (id),
    CONSTRAINT uq_sources_uid UNIQUE (uid),
    CONSTRAINT uq_sources_key UNIQUE ("key")
);
CREATE INDEX ix_sources_original ON sources (original) WHERE original IS NOT NULL;
CREATE INDEX ix_sources_sha256 ON sources (sha256);
CREATE INDEX ix_sources_title ON sources (title) WHERE title IS NOT NULL;
CREATE INDEX ix_sources_url ON sources (url) WHERE url IS NOT NULL;

-- Somebody as one source prints them.
CREATE TABLE appearances (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of kind, name and source: the same whenever the source is read
    founds TEXT,  -- the uid of the person that it begins, where that is not its own: one that it took over
    source_id INTEGER,  -- null: no source prints it now; kept for what a human said of it
    person_id INTEGER NOT NULL,  -- who that is, as known
    profile_id INTEGER,  -- what identity compares; null: nothing
    name TEXT NOT NULL,  -- as the source is held to call the person
    spellings TEXT,  -- other names that the source prints, as a JSON array; null: none
    sort_name TEXT NOT NULL,  -- family name first
    kind TEXT NOT NULL,  -- as people.kind
    -- why offices that the source prints without a name are this person, in words, one a line; null: none
    offices TEXT,
    CONSTRAINT pk_appearances PRIMARY KEY (id),
    CONSTRAINT ck_appearances_kind CHECK (kind = 'person' OR kind = 'group' OR kind = 'office' OR kind = 'unnamed'),
    CONSTRAINT uq_appearances_uid UNIQUE (uid),
    CONSTRAINT uq_appearances_source_id_id UNIQUE (source_id, id),
    CONSTRAINT fk_appearances_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_appearances_person_id_people FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_appearances_profile_id_profiles FOREIGN KEY(profile_id) REFERENCES profiles (id)
);
CREATE INDEX ix_appearances_founds ON appearances (founds) WHERE founds IS NOT NULL;
CREATE INDEX ix_appearances_person_id ON appearances (person_id);
CREATE INDEX ix_appearances_profile_id_source_id ON appearances (profile_id, source_id);

-- Further places of the same bytes, each with what is known of it; not counted twice.
CREATE TABLE copies (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,  -- the source whose bytes they are
    "key" TEXT NOT NULL,  -- as sources.key
    url TEXT,  -- its address there
    title TEXT,  -- as that place has it
    publisher TEXT,  -- whose place it is
    published_edtf TEXT,  -- when it was published there
    CONSTRAINT pk_copies PRIMARY KEY (id),
    CONSTRAINT uq_copies_key UNIQUE ("key"),
    CONSTRAINT fk_copies_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
CREATE INDEX ix_copies_source_id ON copies (source_id);

-- Occasions, each as one source reports it.
CREATE TABLE events (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of the source: the same whenever it is read
    source_id INTEGER,  -- that reports it; null: none does now, kept for what a human said of it
    kind TEXT NOT NULL,  -- meeting, hearing, interview, …; event where that is not told
    title TEXT NOT NULL,  -- as the source has it
    place TEXT,  -- where it was
    date_edtf TEXT,  -- when, as EDTF: 2017-04-10, 2017-04, 2017~
    date_earliest TEXT,  -- the first day that it may mean; null: open
    date_latest TEXT,  -- the last day that it may mean
    date_basis TEXT,  -- where the date stands: metadata, url, the text, …
    redirect_to INTEGER,  -- the first report of the same occasion; null: it is the first
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT uq_events_uid UNIQUE (uid),
    CONSTRAINT fk_events_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_events_redirect_to_events FOREIGN KEY(redirect_to) REFERENCES events (id)
);
CREATE INDEX ix_events_date_earliest ON events (date_earliest);
CREATE INDEX ix_events_redirect_to ON events (redirect_to) WHERE redirect_to IS NOT NULL;
CREATE INDEX ix_events_source_id ON events (source_id);

-- Uids of appearances that are gone: they go on answering.
CREATE TABLE former_people (
    uid TEXT NOT NULL,  -- as it was shown
    person_id INTEGER,  -- who that is now; null: nobody any more
    name TEXT NOT NULL,  -- as it was called then
    CONSTRAINT pk_former_people PRIMARY KEY (uid),
    CONSTRAINT fk_former_people_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE INDEX ix_former_people_person_id ON former_people (person_id);

-- What a source said before its file was changed, as long as a former statement is cited from it.
CREATE TABLE former_texts (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,  -- whose text it was
    sha256 TEXT NOT NULL,  -- of the bytes of that time
    text TEXT NOT NULL,  -- as decoded, untouched
    CONSTRAINT pk_former_texts PRIMARY KEY (id),
    CONSTRAINT uq_former_texts_source_id_sha256 UNIQUE (source_id, sha256),
    CONSTRAINT fk_former_texts_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);

-- Blocking keys: two profiles of one person share at least one.
CREATE TABLE profile_keys (
    profile_id INTEGER NOT NULL,  -- whom the key finds
    "key" TEXT NOT NULL,  -- of sounds of the name, or an office with one holder
    CONSTRAINT pk_profile_keys PRIMARY KEY (profile_id, "key"),
    CONSTRAINT fk_profile_keys_profile_id_profiles FOREIGN KEY(profile_id) REFERENCES profiles (id) ON DELETE CASCADE
);
CREATE INDEX ix_profile_keys_key ON profile_keys ("key");

-- Every spelling of a role, as sources print it: President of Belarus, Belarus President.
CREATE TABLE role_spellings (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of text, title, body and country: two readings of one text are two spellings
    role_id INTEGER NOT NULL,  -- the role that is printed so
    text TEXT NOT NULL,  -- as printed
    title TEXT NOT NULL,  -- the office alone, as printed
    body TEXT,  -- whose office it is, as printed
    folded_title TEXT NOT NULL,  -- as it is looked up: small letters without accents
    CONSTRAINT pk_role_spellings PRIMARY KEY (id),
    CONSTRAINT uq_role_spellings_uid UNIQUE (uid),
    CONSTRAINT fk_role_spellings_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id)
);
CREATE INDEX ix_role_spellings_folded_title ON role_spellings (folded_title);
CREATE INDEX ix_role_spellings_role_id ON role_spellings (role_id);

-- What a saved page says of itself, the most trusted of each name first.
CREATE TABLE source_facts (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,  -- what it is said of
    name TEXT NOT NULL,  -- title, publisher, url, language, author, published, perhaps published
    value TEXT NOT NULL,  -- a date as ISO; of a language its code
    how TEXT NOT NULL,  -- what says it: JSON-LD datePublished, meta og:title, htmldate 1.9 …
    start INTEGER NOT NULL,  -- where it is said in sources.text
    "end" INTEGER NOT NULL,  -- where that ends; as start, where a program has found it
    CONSTRAINT pk_source_facts PRIMARY KEY (id),
    CONSTRAINT fk_source_facts_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
CREATE INDEX ix_source_facts_source_id ON source_facts (source_id);

-- Who is seen in which role, between which dates, and in which sources.
CREATE TABLE tenures (
    person_id INTEGER NOT NULL,  -- who
    role_id INTEGER NOT NULL,  -- as what
    first_cited TEXT,  -- the first day on which they are seen in it
    first_source_id INTEGER,  -- that shows the first
    last_cited TEXT,  -- the last day
    last_source_id INTEGER,  -- that shows the last
    CONSTRAINT pk_tenures PRIMARY KEY (person_id, role_id),
    CONSTRAINT fk_tenures_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_tenures_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_tenures_first_source_id_sources FOREIGN KEY(first_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_last_source_id_sources FOREIGN KEY(last_source_id) REFERENCES sources (id)
) WITHOUT ROWID;
CREATE INDEX ix_tenures_role_id ON tenures (role_id);

-- What the program reads in a source on which humans have decided, as it was before all their decisions.
CREATE TABLE undecided (
    source_id INTEGER NOT NULL,  -- what it is read in
    told BLOB NOT NULL,  -- JSON, compressed with zlib
    CONSTRAINT pk_undecided PRIMARY KEY (source_id),
    CONSTRAINT fk_undecided_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);

-- Further names that humans gave, or took back: never changed; names has those that stand.
CREATE TABLE aliases (
    id INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,  -- to whom it was given
    name TEXT NOT NULL,  -- the further name
    verdict TEXT NOT NULL,  -- alias, or undone: the one before of this name counts no more
    behind INTEGER NOT NULL,  -- links.id of the last human decision before it; 0: none
    reviewer TEXT,  -- who decided
    at TEXT,  -- when
    note TEXT,  -- why
    CONSTRAINT pk_aliases PRIMARY KEY (id),
    CONSTRAINT ck_aliases_verdict CHECK (verdict = 'alias' OR verdict = 'undone'),
    CONSTRAINT fk_aliases_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE
);
CREATE INDEX ix_aliases_appearance_id ON aliases (appearance_id);

-- Why two reports are, or are not, of one occasion. A human's are never changed; the latest of them wins.
CREATE TABLE event_links (
    id INTEGER NOT NULL,
    event_id INTEGER NOT NULL,  -- one of the two
    other_id INTEGER NOT NULL,  -- the other
    outcome TEXT NOT NULL,  -- same, different or unsure
    score REAL,  -- how much speaks for it, 0 to 1; null: a human needs none
    evidence TEXT NOT NULL,  -- in words; of a human, the note
    author TEXT,  -- the reviewer; null: the program, whose links are what it holds now
    at TEXT,  -- when a human decided
    CONSTRAINT pk_event_links PRIMARY KEY (id),
    CONSTRAINT ck_event_links_outcome CHECK (outcome = 'same' OR outcome = 'different' OR outcome = 'unsure'),
    CONSTRAINT fk_event_links_event_id_events FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_links_other_id_events FOREIGN KEY(other_id) REFERENCES events (id) ON DELETE CASCADE
);
CREATE INDEX ix_event_links_of_humans ON event_links (event_id, other_id) WHERE author IS NOT NULL;
CREATE INDEX ix_event_links_other_id ON event_links (other_id);
CREATE UNIQUE INDEX uq_event_links_of_program ON event_links (event_id, other_id) WHERE author IS NULL;

-- Why two appearances are, or are not, one person. A human's are never changed; the latest of them wins.
CREATE TABLE links (
    id INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,  -- one of the two
    other_id INTEGER NOT NULL,  -- the other
    outcome TEXT NOT NULL,  -- same, different or unsure
    rule TEXT NOT NULL,  -- of the program; of a human: review
    score REAL,  -- how much speaks for it, 0 to 1; null: a human needs none
    evidence TEXT NOT NULL,  -- in words; of a human, the note
    author TEXT,  -- the reviewer; null: the program, whose links are what it holds now
    at TEXT,  -- when a human decided
    CONSTRAINT pk_links PRIMARY KEY (id),
    CONSTRAINT ck_links_outcome CHECK (outcome = 'same' OR outcome = 'different' OR outcome = 'unsure'),
    CONSTRAINT fk_links_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE,
    CONSTRAINT fk_links_other_id_appearances FOREIGN KEY(other_id) REFERENCES appearances (id) ON DELETE CASCADE
);
CREATE INDEX ix_links_of_humans ON links (appearance_id, other_id) WHERE author IS NOT NULL;
CREATE INDEX ix_links_other_id ON links (other_id);
CREATE UNIQUE INDEX uq_links_of_program ON links (appearance_id, other_id, rule) WHERE author IS NULL;

-- Every spelling of a person, once: as sources print it, or an alias that a human gave.
CREATE TABLE names (
    person_id INTEGER NOT NULL,  -- who is called so
    name TEXT NOT NULL,  -- as printed, or as given
    folded TEXT NOT NULL,  -- as it is looked up: small letters without accents
    kind TEXT NOT NULL,  -- printed; office, for one without a name; alias, given by a human
    appearance_id INTEGER,  -- of an alias: to whom it was given
    reviewer TEXT,  -- who gave an alias
    at TEXT,  -- when
    note TEXT,  -- why it was given
    CONSTRAINT pk_names PRIMARY KEY (person_id, name, kind),
    CONSTRAINT ck_names_kind CHECK (kind = 'printed' OR kind = 'alias' OR kind = 'office'),
    CONSTRAINT fk_names_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_names_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ix_names_appearance_id ON names (appearance_id) WHERE appearance_id IS NOT NULL;
CREATE INDEX ix_names_folded_person_id ON names (folded, person_id);

-- Who was there, as the source prints them.
CREATE TABLE participants (
    event_id INTEGER NOT NULL,  -- the occasion, as one source reports it
    appearance_id INTEGER NOT NULL,  -- who was there
    part TEXT NOT NULL,  -- as what: speaker
    CONSTRAINT pk_participants PRIMARY KEY (event_id, appearance_id),
    CONSTRAINT fk_participants_event_id_events FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE,
    CONSTRAINT fk_participants_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ix_participants_appearance_id ON participants (appearance_id);

-- What was said, by whom, and where that stands.
CREATE TABLE statements (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,  -- of source, manner and words: the same whenever the source is read
    source_id INTEGER NOT NULL,  -- where it was read
    position INTEGER NOT NULL,  -- order within the source, from 0
    appearance_id INTEGER,  -- the speaker as the source prints them
    person_id INTEGER,  -- the speaker as known; null: the outlet narrates, or nobody is named
    label TEXT,  -- as printed above or before the words
    role TEXT,  -- printed beside the name, or carried over
    role_carried INTEGER,  -- 1: from another label of the document; null: printed
    -- verbatim (a labelled turn, or in quotation marks), reported (X said that), narrated (by the outlet)
    manner TEXT NOT NULL,
    basis TEXT NOT NULL,  -- what shows whose words they are
    -- certain (of 100 such at least 97 are right, words and person), inferred, ambiguous (see rival), or reviewed (by
    -- a human)
    status TEXT NOT NULL,
    confidence REAL NOT NULL,  -- how likely words and person are right, 0 to 1
    start INTEGER NOT NULL,  -- where it begins in sources.text
    "end" INTEGER NOT NULL,  -- where it ends there: the first code point after it
    line INTEGER NOT NULL,  -- where it begins, counted from 1
    text TEXT NOT NULL,  -- as shown: the slice of the source less markup
    event_id INTEGER,  -- on which occasion, as the source reports it
    said_edtf TEXT,  -- when it was said, as EDTF: 2017-04-10, 2017-04, 2017~
    said_earliest TEXT,  -- the first day that it may mean; null: open
    said_latest TEXT,  -- the last day that it may mean
    said_basis TEXT,  -- where the date stands: metadata, url, the text, …
    mention_start INTEGER,  -- where the words that name the speaker stand
    mention_end INTEGER,  -- and where they end
    cue_start INTEGER,  -- where the words that report it stand: said, according to
    cue_end INTEGER,  -- and where they end
    rival TEXT,  -- the other reading: a speaker's name, narration or somebody
    addressee TEXT,  -- to whom it was said, by name
    rival_id INTEGER,  -- the rival, where it is somebody of this source
    within_id INTEGER,  -- the statement that contains it
    -- what the speaker does with the content: asserted it, denied that it is so, asked, urged others to, promised to,
    -- or only thought it; null: not judged, in a row that an older version wrote and that was not read again since
    act TEXT,
    -- whether the page says that it was said: actual, unsaid (did not say), supposed (would say), planned (is to
    -- say), alleged (reportedly), disputed (fake, misquoted); null: not judged, as act
    factuality TEXT,
    page INTEGER,  -- of a document with pages
    seconds REAL,  -- time mark in the recording
    language TEXT,  -- of the words, where that is not the language of the source
    original TEXT,  -- the words before translation, where the source prints them
    outside INTEGER,  -- 1: it lies beside the article
    CONSTRAINT pk_statements PRIMARY KEY (id),
    CONSTRAINT ck_statements_manner CHECK (manner = 'verbatim' OR manner = 'reported' OR manner = 'narrated'),
    CONSTRAINT ck_statements_status CHECK (status = 'reviewed' OR status = 'certain' OR status = 'inferred' OR status = 'ambiguous'),
    CONSTRAINT ck_statements_act CHECK (act = 'asserted' OR act = 'denied' OR act = 'asked' OR act = 'urged' OR act = 'promised' OR act = 'thought'),
    CONSTRAINT ck_statements_factuality CHECK (factuality = 'actual' OR factuality = 'unsaid' OR factuality = 'supposed' OR factuality = 'planned' OR factuality = 'alleged' OR factuality = 'disputed'),
    CONSTRAINT uq_statements_uid UNIQUE (uid),
    CONSTRAINT uq_statements_source_id_position UNIQUE (source_id, position),
    CONSTRAINT fk_statements_source_id_appearance_id_appearances FOREIGN KEY(source_id, appearance_id) REFERENCES appearances (source_id, id),
    CONSTRAINT fk_statements_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_statements_person_id_people FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_statements_event_id_events FOREIGN KEY(event_id) REFERENCES events (id),
    CONSTRAINT fk_statements_rival_id_appearances FOREIGN KEY(rival_id) REFERENCES appearances (id),
    CONSTRAINT fk_statements_within_id_statements FOREIGN KEY(within_id) REFERENCES statements (id) ON DELETE CASCADE
);
CREATE INDEX ix_statements_disputed ON statements (person_id) WHERE factuality = 'disputed';
CREATE INDEX ix_statements_event_id ON statements (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_statements_manner_status ON statements (manner, status);
CREATE INDEX ix_statements_person_id_said_earliest_source_id_position_said_latest ON statements (person_id, said_earliest, source_id, position, said_latest);
CREATE INDEX ix_statements_place ON statements ((coalesce(person_id, 2147483647) << 32) | id);
CREATE INDEX ix_statements_rival_id ON statements (rival_id) WHERE rival_id IS NOT NULL;
CREATE INDEX ix_statements_said_earliest_said_latest ON statements (said_earliest, said_latest);
CREATE INDEX ix_statements_speakerless ON statements (manner) WHERE person_id IS NULL AND manner <> 'narrated';
CREATE INDEX ix_statements_unjudged ON statements (source_id) WHERE factuality IS NULL;
CREATE INDEX ix_statements_within_id ON statements (within_id) WHERE within_id IS NOT NULL;

-- Statements as they were: their uids go on answering.
CREATE TABLE former_statements (
    uid TEXT NOT NULL,  -- as it was shown and cited
    source_id INTEGER NOT NULL,  -- where it was read
    former_text_id INTEGER,  -- where it stood; null: in the text as it is now
    statement_id INTEGER,  -- what is read there now; null: nothing
    speaker TEXT,  -- by name
    manner TEXT NOT NULL,  -- as statements.manner
    status TEXT NOT NULL,  -- as statements.status
    confidence REAL NOT NULL,  -- as statements.confidence
    start INTEGER NOT NULL,  -- where it began in that text
    "end" INTEGER NOT NULL,  -- where it ended there
    line INTEGER NOT NULL,  -- where it began, counted from 1
    text TEXT NOT NULL,  -- as it was shown
    until TEXT NOT NULL,  -- when it was read otherwise, or its file had changed
    act TEXT,  -- as statements.act
    factuality TEXT,  -- as statements.factuality
    CONSTRAINT pk_former_statements PRIMARY KEY (uid),
    CONSTRAINT fk_former_statements_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_former_statements_former_text_id_former_texts FOREIGN KEY(former_text_id) REFERENCES former_texts (id) ON DELETE CASCADE,
    CONSTRAINT fk_former_statements_statement_id_statements FOREIGN KEY(statement_id) REFERENCES statements (id)
);
CREATE INDEX ix_former_statements_source_id ON former_statements (source_id);
CREATE INDEX ix_former_statements_statement_id ON former_statements (statement_id);

-- A source cut up, in order: every visible character is in exactly one passage, and why it belongs there. A statement
-- that is one paragraph, of which a passage would say no more, has none: see the view paragraphs.
CREATE TABLE passages (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,  -- whose text it is a stretch of
    statement_id INTEGER,  -- whose words it is; null: nobody's, as a heading
    -- heading, label (names a speaker), paragraph, markup (which readers are not shown), or beside (stands beside the
    -- article of a saved page: nobody's words here)
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,  -- where it begins in sources.text
    "end" INTEGER NOT NULL,  -- where it ends there: the first code point after it
    line INTEGER NOT NULL,  -- where it begins, counted from 1
    basis TEXT,  -- what shows whose words it is
    confidence REAL,  -- how likely that is right, 0 to 1
    status TEXT,  -- as statements.status
    cues TEXT,  -- what was weighed, in words, one a line
    score REAL,  -- what that sums up to: above 0 for speech, below for narration
    rival TEXT,  -- the other reading, as statements.rival
    seconds REAL,  -- time mark in the recording
    shown TEXT,  -- of markup: what it stands for, as & for &amp;; null: nothing
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT ck_passages_kind CHECK (kind = 'heading' OR kind = 'label' OR kind = 'paragraph' OR kind = 'markup' OR kind = 'beside'),
    CONSTRAINT fk_passages_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_passages_statement_id_statements FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE
);
CREATE INDEX ix_passages_beside ON passages (source_id) WHERE kind = 'beside';
CREATE INDEX ix_passages_source_id_start ON passages (source_id, start);
CREATE INDEX ix_passages_statement_id ON passages (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX ix_passages_status ON passages (status) WHERE status = 'ambiguous';

-- Who speaks where several speak as one; a statement of one speaker has no row here.
CREATE TABLE speakers (
    statement_id INTEGER NOT NULL,  -- what they say
    place INTEGER NOT NULL,  -- from 0; that of statements.person_id is the first
    appearance_id INTEGER NOT NULL,  -- who speaks, as the source prints them
    person_id INTEGER NOT NULL,  -- who speaks, as known
    CONSTRAINT pk_speakers PRIMARY KEY (statement_id, place),
    CONSTRAINT fk_speakers_statement_id_statements FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_speakers_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id),
    CONSTRAINT fk_speakers_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
) WITHOUT ROWID;
CREATE INDEX ix_speakers_appearance_id ON speakers (appearance_id);
CREATE INDEX ix_speakers_person_id ON speakers (person_id);

-- In which roles a statement is made.
CREATE TABLE statement_roles (
    statement_id INTEGER NOT NULL,  -- what is said
    spelling_id INTEGER NOT NULL,  -- in which role, as printed
    basis TEXT NOT NULL,  -- printed beside the name, or carried over from another label of the document
    CONSTRAINT pk_statement_roles PRIMARY KEY (statement_id, spelling_id),
    CONSTRAINT ck_statement_roles_basis CHECK (basis = 'printed' OR basis = 'carried'),
    CONSTRAINT fk_statement_roles_statement_id_statements FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_roles_spelling_id_role_spellings FOREIGN KEY(spelling_id) REFERENCES role_spellings (id)
) WITHOUT ROWID;
CREATE INDEX ix_statement_roles_spelling_id ON statement_roles (spelling_id);

-- Two statements that are wordings of one utterance, as two sources have it.
CREATE TABLE wordings (
    statement_id INTEGER NOT NULL,  -- one of the two
    other_id INTEGER NOT NULL,  -- the other
    overlap REAL NOT NULL,  -- how many of the shorter one's words are in the other, 0 to 1
    CONSTRAINT pk_wordings PRIMARY KEY (statement_id, other_id),
    CONSTRAINT fk_wordings_statement_id_statements FOREIGN KEY(statement_id) REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_wordings_other_id_statements FOREIGN KEY(other_id) REFERENCES statements (id) ON DELETE CASCADE
);
CREATE INDEX ix_wordings_other_id ON wordings (other_id);

CREATE VIEW person_uids AS
-- Every uid of a person that was ever shown, and to whom it leads now.
SELECT uid, person_id FROM appearances UNION SELECT uid, id FROM people UNION SELECT uid, person_id FROM former_people
UNION SELECT founds, person_id FROM appearances WHERE founds IS NOT NULL;

CREATE VIEW statement_uids AS
-- Every uid of a statement that was ever shown, and what is read there now.
SELECT uid, id AS statement_id FROM statements UNION ALL SELECT uid, statement_id FROM former_statements;

CREATE VIEW reasons AS
-- Why appearances are, or are not, one person: links, and what profiles tell of all their appearances.
SELECT appearance_id, other_id, outcome, rule, score, evidence, author FROM links
UNION ALL SELECT one.id, other.id, 'same', rule, score, evidence, NULL
FROM appearances AS one JOIN profiles ON profiles.id = one.profile_id AND rule IS NOT NULL
JOIN appearances AS other ON other.profile_id = one.profile_id AND other.id <> one.id
WHERE one.id = (SELECT min(id) FROM appearances WHERE profile_id = profiles.id);

CREATE VIEW searched AS
-- What full text holds: where, and what.
SELECT (coalesce(person_id, 2147483647) << 32) | id AS place, id, text,
    coalesce('e' || event_id || ' ', '') || 's' || source_id AS terms
FROM statements;

CREATE VIRTUAL TABLE search USING fts5(
    text, terms, content='searched', content_rowid='place', tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER search_insert AFTER INSERT ON statements BEGIN
    INSERT INTO search(rowid, text, terms) SELECT place, text, terms FROM searched WHERE id = new.id;
END;

CREATE TRIGGER search_delete BEFORE DELETE ON statements BEGIN
    INSERT INTO search(search, rowid, text, terms) SELECT 'delete', place, text, terms FROM searched WHERE id = old.id;
END;

CREATE TRIGGER search_before_update
BEFORE UPDATE OF id, text, person_id, event_id, source_id ON statements BEGIN
    INSERT INTO search(search, rowid, text, terms) SELECT 'delete', place, text, terms FROM searched WHERE id = old.id;
END;

CREATE TRIGGER search_after_update
AFTER UPDATE OF id, text, person_id, event_id, source_id ON statements BEGIN
    INSERT INTO search(rowid, text, terms) SELECT place, text, terms FROM searched WHERE id = new.id;
END;

CREATE VIEW disputes AS
-- Which statement holds the words that another one, disputed_id, says the same person was misquoted with.
SELECT said.id AS statement_id, disputed.id AS disputed_id
FROM statements AS disputed JOIN statements AS said ON said.person_id = disputed.person_id
WHERE disputed.factuality = 'disputed' AND said.factuality = 'actual' AND length(disputed.text) >= 12
    AND instr(lower(said.text), lower(rtrim(disputed.text, '.,;!?')));

CREATE VIEW paragraphs AS
-- The paragraphs, and why each belongs to its statement. A statement that has no row in passages is one by itself.
SELECT source_id, statement_id, start, "end", line, basis, confidence, status, cues, score, rival, seconds
FROM passages WHERE kind = 'paragraph'
UNION ALL SELECT source_id, id, start, "end", line, basis, confidence, status, NULL, NULL, rival, NULL
FROM statements
WHERE within_id IS NULL AND NOT EXISTS (SELECT 1 FROM passages WHERE statement_id = statements.id);

CREATE VIEW attributions AS
-- All that is attributed to anybody, said or not, in one row each: `how` tells which, in words; `person` is a uid.
-- What somebody was misquoted with is disputed, wherever it stands.
SELECT statements.uid, people.name AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources."key" AS source, statements.line,
    statements.status, statements.confidence, people.uid AS person, statements.act, standing AS factuality,
    CASE WHEN act IS NULL OR standing IS NULL THEN 'not judged'
        WHEN manner = 'narrated' AND act = 'asserted' AND standing = 'actual' THEN 'narrated'
        ELSE CASE standing WHEN 'actual' THEN '' WHEN 'unsaid' THEN 'did not ' WHEN 'supposed' THEN 'would '
            WHEN 'planned' THEN 'is expected to ' WHEN 'alleged' THEN 'reportedly ' ELSE 'is disputed to have ' END
        || CASE WHEN standing IN ('unsaid', 'supposed', 'planned')
            THEN CASE act WHEN 'asserted' THEN 'say' WHEN 'denied' THEN 'deny' WHEN 'asked' THEN 'ask'
                WHEN 'urged' THEN 'urge' WHEN 'promised' THEN 'promise' ELSE 'think' END
            WHEN act = 'asserted' THEN 'said' ELSE act END
    END AS how, statements.said_earliest AS earliest, statements.said_latest AS latest
FROM (
    SELECT *, CASE WHEN factuality = 'actual' AND id IN (SELECT statement_id FROM disputes) THEN 'disputed'
        ELSE factuality END AS standing
    FROM statements) AS statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people ON people.id = statements.person_id
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;

CREATE VIEW said AS
-- What was said, of attributions: neither denied, nor only thought, nor said not to have been said, nor not judged yet.
SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence, person, act, factuality,
    earliest, latest
FROM attributions
WHERE factuality = 'actual' AND act IN ('asserted', 'asked', 'urged', 'promised');

CREATE VIEW persons AS
-- Who speaks, one row each: names, roles and other spellings joined with "; ", how much and in how many sources, and
-- between which days, of those that are known at both ends.
SELECT people.uid, people.name, people.sort_name, people.kind,
    (SELECT group_concat(text, '; ') FROM (SELECT DISTINCT roles.text FROM tenures
        JOIN roles ON roles.id = tenures.role_id WHERE tenures.person_id = people.id ORDER BY first_cited, roles.text))
        AS roles,
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT names.name FROM names
        WHERE names.person_id = people.id AND names.name <> people.name ORDER BY names.name)) AS spellings,
    (SELECT count(*) FROM statements WHERE statements.person_id = people.id) AS statements,
    (SELECT count(DISTINCT source_id) FROM appearances WHERE appearances.person_id = people.id) AS sources,
    (SELECT min(said_earliest) FROM statements WHERE statements.person_id = people.id AND said_latest > '') AS earliest,
    (SELECT max(said_latest) FROM statements WHERE statements.person_id = people.id AND said_earliest > '') AS latest
FROM people;

CREATE VIEW flat AS
-- All statements with all that an export has, in the order of its columns, and behind it the keys of the rows; `place`
-- is where full text (search) has it.
SELECT s.uid, p.name AS speaker, s.role, s.manner, s.act,
    CASE WHEN s.factuality = 'actual' AND disputed.uid IS NOT NULL THEN 'disputed' ELSE s.factuality END AS factuality,
    s.text, s.said_edtf AS said, e.title AS event, o."key" AS source, s.line, s.page, s.seconds, s.start, s."end",
    s.status, s.confidence, s.rival, s.basis, s.label, o.publisher, s.said_earliest AS earliest,
    s.said_latest AS latest, s.said_basis AS date_basis, container.uid AS within, p.uid AS person,
    (SELECT group_concat(name, '; ') FROM (SELECT people.name FROM speakers JOIN people ON people.id = person_id
        WHERE speakers.statement_id = s.id ORDER BY speakers.place)) AS speakers,
    disputed.uid AS disputed,
    CASE WHEN s.cue_start IS NOT NULL THEN substr(o.text, s.cue_start + 1, s.cue_end - s.cue_start) END AS cue,
    (SELECT group_concat(uid, '; ') FROM (SELECT people.uid FROM speakers JOIN people ON people.id = person_id
        WHERE speakers.statement_id = s.id ORDER BY speakers.place)) AS together,
    o.url, o.title, o.language, o.sha256, s.id AS statement_id, s.person_id, s.source_id, s.event_id, s.within_id,
    (coalesce(s.person_id, 2147483647) << 32) | s.id AS place
FROM statements AS s JOIN sources AS o ON o.id = s.source_id
LEFT JOIN people AS p ON p.id = s.person_id
LEFT JOIN events AS occasion ON occasion.id = s.event_id
LEFT JOIN events AS e ON e.id = coalesce(occasion.redirect_to, occasion.id)
LEFT JOIN statements AS container ON container.id = s.within_id
LEFT JOIN statements AS disputed ON disputed.id = (
    SELECT disputed_id FROM disputes WHERE disputes.statement_id = s.id ORDER BY disputed_id LIMIT 1);
