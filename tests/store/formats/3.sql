-- A file of version 3 as it was written by the first hotline that wrote it. Never edited: a newer hotline must open it.
PRAGMA application_id = 1752134764;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE day (
  day      INTEGER PRIMARY KEY,  -- since 1970, by UTC
  position INTEGER NOT NULL,     -- the first entry recorded on it or later
  sum      BLOB    NOT NULL
) STRICT;
INSERT INTO "day" VALUES(19415,1,X'5137335AA59F5ACC92883AC912200B19');
CREATE TABLE "document" (
  name  TEXT    NOT NULL,
  epoch INTEGER NOT NULL,
  text  TEXT    NOT NULL,
  sum   BLOB    NOT NULL,
  PRIMARY KEY (name, epoch)
) STRICT;
INSERT INTO "document" VALUES('rules/1',1,'version = "1"
',X'2AABB361DB14AD540D6B40585B91D716');
INSERT INTO "document" VALUES('calendar/office',1,'it''s office',X'E960D31B28BEF17AF5F99CAE46A5D8C4');
INSERT INTO "document" VALUES('rules/1',2,'version = "1"
more = true
',X'AAFC0A56F8AA1893DF4EF97BAB430489');
CREATE TABLE "effect" (
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
INSERT INTO "effect" VALUES(1,1,1,0,100,'sms','first','settled',NULL,X'55F62BBD16F040F983C195E66F1FC2E0');
INSERT INTO "effect" VALUES(2,1,2,0,100,'board','second','claimed',250,X'6602FE76A8B10B471F7229832148824D');
INSERT INTO "effect" VALUES(3,1,2,1,100,'sms','third','waiting',NULL,X'C71567082A49B20BEC1432ECFE4D3CB5');
INSERT INTO "effect" VALUES(4,2,1,0,300,'sms','fourth','waiting',NULL,X'E65F2B3CD88D7BF58750CC38E32A1327');
INSERT INTO "effect" VALUES(5,5,4,0,400,'sms','fifth','dropped',NULL,X'875C76C1653D2F327F8919DC52991FDD');
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
  events      TEXT    NOT NULL, sum BLOB NOT NULL DEFAULT x'',
  UNIQUE (case_id, version)
) STRICT;
INSERT INTO "entry" VALUES(1,'A',0,2,1677488402,1,'c1',0,X'387B909A63150BCD9BE1AFAB11586455F1D59FE1011F5DFF9D649BA8841CBF5B',X'71A081F1B19997B74A61C7354530611E039089DFBE02F048E5C944EE6FB079E5','{"event":"number 1"}
{"event":"number 2"}
',X'71E3111C88AFCF6339E4175D667DC6DF');
INSERT INTO "entry" VALUES(2,'区',0,1,1677488401,1,'c2',0,X'2D3FD5647F65C0E49AF8C663DD48F4E1FF9B87C9CD282B85B1F9FA3269BB059B',X'73F8B5CEB1289A8802888015943A71AB7FBC1699D6DE01EC7FDFFCDF26578BDA','{"event":"number 1"}
',X'150154E122A99A0EC5BBB6E6BFE13EF7');
INSERT INTO "entry" VALUES(3,'A',2,3,1677488403,1,NULL,0,X'71A081F1B19997B74A61C7354530611E039089DFBE02F048E5C944EE6FB079E5',X'B62D8B12CB73E3AA0C548FBD96E2F028E51A4AC493A96701A3D1EE9FBE5A478E','{"event":"number 3"}
',X'0E9B2FCD3FA2EE904026D8EDDCD6A60F');
INSERT INTO "entry" VALUES(4,'区',1,3,1677488403,1,'c3',0,X'73F8B5CEB1289A8802888015943A71AB7FBC1699D6DE01EC7FDFFCDF26578BDA',X'FB4CC40A4004F99193C961CBB231F74B76984746AC7753C9C17E09DAC513A81A','{"event":"number 2"}
{"event":"number 3"}
',X'1F98E81583758CB0EFA5AD656D804A35');
INSERT INTO "entry" VALUES(5,'A',3,4,1677488404,1,'c3',1,X'B62D8B12CB73E3AA0C548FBD96E2F028E51A4AC493A96701A3D1EE9FBE5A478E',X'C4130A98608969A77B8450AAA368D5CB30978980D4AE86E539EC16281A51A89B','{"event":"number 4"}
',X'75D796425F04336D35C0821F8C27582A');
CREATE TABLE hint (
  queue   INTEGER NOT NULL,
  key     INTEGER NOT NULL,
  case_id TEXT    NOT NULL,
  PRIMARY KEY (queue, key, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "hint" VALUES(1,10,'A');
INSERT INTO "hint" VALUES(2,-5,'A');
INSERT INTO "hint" VALUES(1,20,'区');
CREATE TABLE queue (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "queue" VALUES(1,'q');
INSERT INTO "queue" VALUES(2,'r');
CREATE TABLE store (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  epoch         INTEGER NOT NULL,
  last_position INTEGER NOT NULL
) STRICT;
INSERT INTO "store" VALUES(1,2,5);
CREATE UNIQUE INDEX entry_of_command ON entry (command, part) WHERE command IS NOT NULL;
CREATE INDEX hint_of_case ON hint (case_id);
CREATE INDEX effect_waiting ON effect (not_before) WHERE state = 'waiting';
CREATE INDEX effect_waiting_on ON effect (channel, not_before) WHERE state = 'waiting';
CREATE INDEX effect_claimed ON effect (id) WHERE state = 'claimed';
COMMIT;
