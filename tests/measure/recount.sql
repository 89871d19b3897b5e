-- The figures of recount.toml, counted a second time by SQL over the entries of a store. It knows no rules: each measure
-- is written out again, and a due instant is the key its event tells.
--
--   entry(case_id, number, events)    one row per entry, its events as lines of JSON

CREATE TABLE event AS
SELECT entry.case_id, row_number() OVER (PARTITION BY entry.case_id ORDER BY entry.number, line.key) AS number,
       line.value ->> 'event' AS what, line.value ->> 'at' AS at, line.value ->> 'ticket' AS ticket,
       line.value ->> 'target' AS target, line.value ->> 'cycle' AS cycle, line.value AS body
  FROM entry, json_each('[' || replace(rtrim(entry.events, char(10)), char(10), ',') || ']') AS line;
CREATE INDEX event_by_ticket ON event(case_id, ticket, what);

CREATE TABLE ticket AS
SELECT case_id, ticket, at AS opened, body ->> 'kind' AS kind, coalesce(body ->> 'under', 0) AS under
  FROM event WHERE what = 'ticket-opened';

CREATE TABLE move AS
SELECT case_id, ticket, number, at, body ->> 'verb' AS verb, body ->> 'to' AS state
  FROM event WHERE what = 'state-changed';
CREATE INDEX move_by_ticket ON move(case_id, ticket, verb);

-- The last word on each attribute and label.
CREATE TABLE field AS
SELECT case_id, ticket, body ->> 'name' AS name, body ->> 'value' AS value, max(number)
  FROM event WHERE what IN ('attribute-set', 'label-set') GROUP BY case_id, ticket, name;
CREATE INDEX field_by_ticket ON field(case_id, ticket, name);

-- Every cycle of every promise. One that carries on a corrected one has that one's past; `root` is where it began.
CREATE TABLE cycle AS
WITH RECURSIVE
begun AS (
  SELECT case_id, ticket, target, cycle, number, 0 AS carries_on FROM event WHERE what = 'clock-started'
  UNION ALL
  SELECT case_id, ticket, target, cycle + 1, number, 1 FROM event WHERE what = 'clock-corrected'
),
chain AS (
  SELECT *, cycle AS root FROM begun WHERE NOT carries_on
  UNION ALL
  SELECT begun.*, chain.root FROM begun JOIN chain USING (case_id, ticket, target)
   WHERE begun.carries_on AND begun.cycle = chain.cycle + 1
)
SELECT * FROM chain;

-- What its key was each time it was told, and what it was before.
CREATE TABLE keyed AS
SELECT case_id, ticket, target, cycle, root, number, what, key, lag(key) OVER (
         PARTITION BY case_id, ticket, target, root ORDER BY number) AS key_before
  FROM (SELECT event.case_id, event.ticket, event.target, event.cycle, cycle.root, event.number, event.what,
               event.body ->> 'key' AS key
          FROM event JOIN cycle USING (case_id, ticket, target, cycle)
         WHERE event.what IN ('clock-started', 'clock-resumed', 'clock-extended'));

CREATE TABLE promise AS
SELECT cycle.case_id, cycle.ticket, cycle.target, cycle.cycle, cycle.number, cycle.carries_on,
       (SELECT key FROM keyed WHERE keyed.case_id = cycle.case_id AND keyed.ticket = cycle.ticket AND
               keyed.target = cycle.target AND keyed.root = cycle.root AND keyed.cycle <= cycle.cycle
         ORDER BY keyed.number DESC LIMIT 1) AS due,
       (SELECT coalesce(sum(key - key_before), 0) FROM keyed WHERE keyed.case_id = cycle.case_id AND
               keyed.ticket = cycle.ticket AND keyed.target = cycle.target AND keyed.root = cycle.root AND
               keyed.cycle <= cycle.cycle AND keyed.what = 'clock-extended') AS granted,
       (SELECT event.at FROM event WHERE event.case_id = cycle.case_id AND event.ticket = cycle.ticket AND
               event.target = cycle.target AND event.cycle BETWEEN cycle.root AND cycle.cycle AND
               event.what = 'clock-met' ORDER BY event.number DESC LIMIT 1) AS done,
       (SELECT event.at FROM event WHERE event.case_id = cycle.case_id AND event.ticket = cycle.ticket AND
               event.target = cycle.target AND event.cycle = cycle.cycle AND
               event.what = 'clock-breached') AS breached,
       EXISTS (SELECT 1 FROM event WHERE event.case_id = cycle.case_id AND event.ticket = cycle.ticket AND
               event.target = cycle.target AND event.cycle = cycle.cycle AND
               event.what = 'clock-corrected') AS corrected,
       EXISTS (SELECT 1 FROM event WHERE event.case_id = cycle.case_id AND event.ticket = cycle.ticket AND
               event.target = cycle.target AND event.cycle BETWEEN cycle.root AND cycle.cycle AND
               event.what = 'clock-superseded') AS superseded
  FROM cycle;

-- As they are judged: by the date that more time granted moved, and by the first one.
CREATE TABLE judged AS
SELECT case_id, ticket, target, number, by_first_date, done, granted, due, breached,
       breached IS NOT NULL OR (by_first_date AND done IS NOT NULL AND done > due - granted) AS late
  FROM promise, (SELECT 0 AS by_first_date UNION SELECT 1)
 WHERE NOT corrected AND NOT superseded;
CREATE INDEX judged_by_ticket ON judged(case_id, ticket, target, by_first_date);

CREATE VIEW kept AS  -- in time, and no cycle late
SELECT case_id, ticket, target, by_first_date, max(done IS NOT NULL AND NOT late) AND NOT max(late) AS in_time
  FROM judged GROUP BY case_id, ticket, target, by_first_date;

CREATE VIEW fell_due AS  -- the first that is done or late
SELECT case_id, ticket, target, by_first_date, min(number),
       CASE WHEN breached IS NOT NULL AND NOT (by_first_date AND granted > 0) THEN breached
            ELSE due - CASE WHEN by_first_date THEN granted ELSE 0 END END AS at
  FROM judged WHERE late OR done IS NOT NULL GROUP BY case_id, ticket, target, by_first_date;

CREATE TABLE orders AS
SELECT ticket.*,
       (SELECT min(at) FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               verb = 'dispatch') AS dispatched,
       (SELECT min(at) FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               state = 'closed') AS closed,
       (SELECT at FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               state IN ('archived', 'withdrawn')) AS ended,
       EXISTS (SELECT 1 FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               state = 'withdrawn') AS withdrawn,
       EXISTS (SELECT 1 FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               verb = 'return') AS returned,
       EXISTS (SELECT 1 FROM move WHERE move.case_id = ticket.case_id AND move.ticket = ticket.ticket AND
               verb = 'grant-time') AS granted,
       coalesce(department.value, '') AS department, coalesce(seat.value, '') AS seat,
       coalesce(taken.value, '') AS taken, rating.value AS rating
  FROM ticket
  LEFT JOIN field AS department ON department.case_id = ticket.case_id AND department.ticket = ticket.ticket AND
                                   department.name = 'department'
  LEFT JOIN field AS seat ON seat.case_id = ticket.case_id AND seat.ticket = ticket.ticket AND seat.name = 'seat'
  LEFT JOIN field AS taken ON taken.case_id = ticket.case_id AND taken.ticket = ticket.ticket AND taken.name = 'taken'
  LEFT JOIN field AS rating ON rating.case_id = ticket.case_id AND rating.ticket = ticket.ticket AND
                               rating.name = 'rating'
 WHERE kind = 'order';

-- One row for each ticket that a measure counts. What it is not broken down by is NULL.
CREATE TABLE counted(measure TEXT, at INTEGER, hits INTEGER, base INTEGER, department TEXT, seat TEXT, month TEXT,
                     taken TEXT);

INSERT INTO counted SELECT 'dispatched', opened, dispatched IS NOT NULL, 1, department, seat, '', taken FROM orders;

INSERT INTO counted
SELECT 'contacted in time', dispatched, coalesce(in_time, 0), 1, department, NULL, '', NULL
  FROM orders LEFT JOIN kept ON kept.case_id = orders.case_id AND kept.ticket = orders.ticket AND
                                target = 'contact' AND NOT by_first_date
 WHERE NOT withdrawn;

INSERT INTO counted
SELECT CASE WHEN by_first_date THEN 'resolved by the first date' ELSE 'resolved in time' END, fell_due.at, in_time, 1,
       CASE WHEN NOT by_first_date THEN department END, CASE WHEN by_first_date THEN seat END, '', NULL
  FROM orders JOIN kept USING (case_id, ticket) JOIN fell_due USING (case_id, ticket, target, by_first_date)
 WHERE target = 'resolve';

INSERT INTO counted
SELECT 'contact late', opened,
       EXISTS (SELECT 1 FROM promise WHERE promise.case_id = orders.case_id AND promise.ticket = orders.ticket AND
               target = 'contact' AND NOT corrected AND NOT superseded AND breached IS NOT NULL),
       1, NULL, NULL, NULL, NULL
  FROM orders WHERE dispatched IS NOT NULL;

INSERT INTO counted
SELECT 'contact ever recorded late', opened,
       EXISTS (SELECT 1 FROM promise WHERE promise.case_id = orders.case_id AND promise.ticket = orders.ticket AND
               target = 'contact' AND NOT carries_on AND NOT superseded AND breached IS NOT NULL),
       1, NULL, NULL, NULL, NULL
  FROM orders WHERE dispatched IS NOT NULL;

INSERT INTO counted
SELECT 'granted more time', opened, granted, 1, NULL, NULL, NULL, NULL FROM orders WHERE dispatched IS NOT NULL;

INSERT INTO counted SELECT 'returned', closed, returned, 1, department, NULL, NULL, NULL FROM orders;

INSERT INTO counted
SELECT 'satisfaction', ended, weight * 2, 10, department, NULL, '', NULL
  FROM orders JOIN (SELECT 'satisfied' AS rating, 5 AS weight UNION SELECT 'fairly', 4 UNION SELECT 'neutral', 3
                    UNION SELECT 'dissatisfied', 0) USING (rating);

-- By the first contact; an order returned, standing still, withdrawn or contacted late is left out.
INSERT INTO counted
SELECT 'closed of those that went straight',
       (SELECT min(at) FROM move WHERE move.case_id = orders.case_id AND move.ticket = orders.ticket AND
               verb = 'contact'),
       closed IS NOT NULL, 1, department, NULL, '', taken
  FROM orders
 WHERE NOT returned AND NOT withdrawn AND
       (SELECT state FROM move WHERE move.case_id = orders.case_id AND move.ticket = orders.ticket
         ORDER BY number DESC LIMIT 1) <> 'parked' AND
       NOT EXISTS (SELECT 1 FROM promise WHERE promise.case_id = orders.case_id AND promise.ticket = orders.ticket AND
                   target = 'contact' AND NOT corrected AND NOT superseded AND breached IS NOT NULL);

INSERT INTO counted
SELECT 'legs in time', leg.opened, coalesce(in_time, 0), 1, orders.department, NULL, NULL, NULL
  FROM ticket AS leg JOIN orders ON orders.case_id = leg.case_id AND orders.ticket = leg.under
  LEFT JOIN kept ON kept.case_id = leg.case_id AND kept.ticket = leg.ticket AND target = 'reply' AND NOT by_first_date
 WHERE leg.kind = 'leg';

DELETE FROM counted WHERE at IS NULL;
UPDATE counted SET month = strftime('%Y-%m', at + 8 * 3600, 'unixepoch') WHERE month IS NOT NULL;
