#include "store/sqlite_schema.hpp"

#include <array>

#include <fmt/format.h>

namespace hotline {
namespace {

// Text columns hold the bytes they are given. What costs in a commit is the number of distant rows it touches, so an
// entry is one row whatever its number of events, a hint is known by its place in its queue, and an effect by the
// position of its entry.
constexpr const char* version_1 = R"sql(
CREATE TABLE store (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  epoch         INTEGER NOT NULL,
  last_position INTEGER NOT NULL
) STRICT;
INSERT INTO store VALUES (1, 0, 0);

CREATE TABLE document (
  name  TEXT    NOT NULL,
  epoch INTEGER NOT NULL,
  text  TEXT    NOT NULL,
  PRIMARY KEY (name, epoch)
) STRICT;

CREATE TABLE entry (
  position    INTEGER PRIMARY KEY,
  case_id     TEXT    NOT NULL,
  expected    INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,  -- UTC seconds
  epoch       INTEGER NOT NULL,
  command     TEXT,
  part        INTEGER NOT NULL,  -- of its unit, from 0
  hash_before BLOB    NOT NULL,  -- of the case's chain, so that a row can be checked without its predecessor
  hash        BLOB    NOT NULL,
  events      TEXT    NOT NULL,
  UNIQUE (case_id, version)
) STRICT;
CREATE UNIQUE INDEX entry_of_command ON entry (command, part) WHERE command IS NOT NULL;

CREATE TABLE queue (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE hint (
  queue   INTEGER NOT NULL,
  key     INTEGER NOT NULL,
  case_id TEXT    NOT NULL,
  PRIMARY KEY (queue, key, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hint_of_case ON hint (case_id);

CREATE TABLE effect (
  id         INTEGER PRIMARY KEY,
  position   INTEGER NOT NULL REFERENCES entry (position),
  version    INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  not_before INTEGER NOT NULL,   -- UTC seconds
  channel    TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'claimed', 'settled')),
  UNIQUE (position, version, number)
) STRICT;
CREATE INDEX effect_waiting ON effect (not_before) WHERE state = 'waiting';
)sql";

// An effect remembers when it was claimed, may be dropped, and is found by its channel. What is in no chain has a sum
// of its own: documents, effects, and of an entry all but its events.
constexpr const char* version_2 = R"sql(
ALTER TABLE entry ADD COLUMN sum BLOB NOT NULL DEFAULT x'';
UPDATE entry SET sum =
  hotline_sum(position, command, case_id, expected, version, recorded_at, epoch, part, hash_before, hash);

CREATE TABLE effect_2 (
  id         INTEGER PRIMARY KEY,
  position   INTEGER NOT NULL REFERENCES entry (position),
  version    INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  not_before INTEGER NOT NULL,   -- UTC seconds
  channel    TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'claimed', 'settled', 'dropped')),
  claimed_at INTEGER             -- UTC seconds
             CHECK ((state = 'claimed') = (claimed_at IS NOT NULL)),
  sum        BLOB    NOT NULL,
  UNIQUE (position, version, number)
) STRICT;
INSERT INTO effect_2
  SELECT id, position, version, number, not_before, channel, body, state,
         CASE state WHEN 'claimed' THEN not_before END,
         hotline_sum(position, version, number, not_before, channel, body)
  FROM effect;
DROP TABLE effect;
ALTER TABLE effect_2 RENAME TO effect;
CREATE INDEX effect_waiting ON effect (not_before) WHERE state = 'waiting';
CREATE INDEX effect_waiting_on ON effect (channel, not_before) WHERE state = 'waiting';
CREATE INDEX effect_claimed ON effect (id) WHERE state = 'claimed';

CREATE TABLE document_2 (
  name  TEXT    NOT NULL,
  epoch INTEGER NOT NULL,
  text  TEXT    NOT NULL,
  sum   BLOB    NOT NULL,
  PRIMARY KEY (name, epoch)
) STRICT;
INSERT INTO document_2 SELECT name, epoch, text, hotline_sum(name, epoch, text) FROM document;
DROP TABLE document;
ALTER TABLE document_2 RENAME TO document;
)sql";

// Where each day's recording begins, so that what was recorded since an instant is found without reading all.
constexpr const char* version_3 = R"sql(
CREATE TABLE day (
  day      INTEGER PRIMARY KEY,  -- since 1970, by UTC
  position INTEGER NOT NULL,     -- the first entry recorded on it or later
  sum      BLOB    NOT NULL
) STRICT;
INSERT INTO day
  SELECT day, position, hotline_sum(day, position) FROM (
    SELECT position, day, max(day) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
    FROM (SELECT position, recorded_at / 86400 - (recorded_at % 86400 < 0) AS day FROM entry))
  WHERE latest IS NULL OR day > latest;
)sql";

// A commit writes the entry alone; by what it is found is written behind it (behind.hpp). Until then its own row tells
// where its case's hints went.
constexpr const char* version_4 = R"sql(
CREATE TABLE entry_4 (
  position    INTEGER PRIMARY KEY,
  case_id     TEXT    NOT NULL,
  expected    INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,  -- UTC seconds
  epoch       INTEGER NOT NULL,
  command     TEXT,
  part        INTEGER NOT NULL,  -- of its unit, from 0
  hash_before BLOB    NOT NULL,  -- of the case's chain, so that a row can be checked without its predecessor
  hash        BLOB    NOT NULL,
  events      TEXT    NOT NULL,
  sum         BLOB    NOT NULL,
  hints       TEXT               -- those of the case from here on, if they moved: "queue key", by spaces
) STRICT;
INSERT INTO entry_4
  SELECT position, case_id, expected, version, recorded_at, epoch, command, part, hash_before, hash, events, sum, NULL
  FROM entry ORDER BY position;

CREATE TABLE entry_of_case (
  case_id  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_of_case SELECT case_id, position, version FROM entry ORDER BY case_id, version;

DROP INDEX entry_of_command;
CREATE TABLE entry_of_command (
  command  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (command, position)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_of_command
  SELECT command, position FROM entry WHERE command IS NOT NULL ORDER BY command, part;

DROP TABLE entry;
ALTER TABLE entry_4 RENAME TO entry;

ALTER TABLE store ADD COLUMN written_down INTEGER NOT NULL DEFAULT 0;  -- the entries up to here are found from the file
UPDATE store SET written_down = last_position;
)sql";

// migrations[n] leads from version n to n + 1. A published one is never edited.
constexpr std::array migrations = {version_1, version_2, version_3, version_4};

int read_number(SQLite::Database& db, const char* pragma) { return db.execAndGet(pragma).getInt(); }

}  // namespace

const int application_id = 0x686f746c;  // "hotl"
const int newest_version = static_cast<int>(migrations.size());

FileIdentity read_identity(SQLite::Database& db) {
  return {read_number(db, "PRAGMA application_id"), read_number(db, "PRAGMA user_version")};
}

void migrate(SQLite::Database& db, int from) {
  for (auto version = static_cast<std::size_t>(from); version < migrations.size(); ++version)
    db.exec(migrations[version]);
  db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, newest_version));
}

}  // namespace hotline
