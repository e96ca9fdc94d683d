"""The SQL that builds the store, in the order in which `building` runs it."""

from __future__ import annotations

WORK_TABLES = """
CREATE TEMP TABLE indicator_key (
    source VARCHAR, code VARCHAR, number INTEGER, years INTEGER, margin INTEGER, no_interval UTINYINT,
    is_margin BOOLEAN
);
CREATE TEMP TABLE key_of_source AS SELECT * FROM indicator_key;
CREATE TEMP TABLE status_word (word VARCHAR, code UTINYINT);
CREATE TEMP TABLE period_word (word VARCHAR, of_years INTEGER, start DATE, kind UTINYINT, years UTINYINT);
CREATE TEMP TABLE newest AS SELECT * FROM latest;
"""
DROP_WORK_TABLES = """
DROP VIEW IF EXISTS told;
DROP TABLE IF EXISTS batch;
DROP TABLE IF EXISTS folded;
DROP TABLE newest;
"""
INDICATOR_KEYS = (
    "INSERT INTO indicator_key SELECT source, code, number, years, margin, no_interval, is_margin FROM fresh"
)
STATUS_WORDS = "INSERT INTO status_word SELECT word, code FROM fresh"
PERIODS = "INSERT INTO period_word SELECT word, of_years, start, kind, years FROM fresh"
# Only indicators with more than one definition: the rest have version 1.
DEFINITION_SPANS = """
CREATE TEMP TABLE definition_span AS
SELECT indicator, version, breaks, valid_from,
       lead(valid_from) OVER (PARTITION BY indicator ORDER BY version) AS valid_to
FROM definition
WHERE indicator IN (SELECT indicator FROM definition WHERE version = 2)
"""
OF_SOURCE = """
CREATE OR REPLACE TEMP TABLE key_of_source AS SELECT * FROM indicator_key WHERE source = $source
"""
PERIOD_WORDS = "SELECT DISTINCT period FROM read_parquet($files)"
YEARS_OF_SOURCE = "SELECT DISTINCT years FROM key_of_source"
LEFT_OUT = """
SELECT coalesce(sum(n), 0) FROM (
    SELECT indicator, unit, count(*) AS n FROM read_parquet($files) GROUP BY indicator, unit
)
WHERE indicator NOT IN (SELECT code FROM key_of_source) OR unit NOT IN (SELECT id FROM unit)
"""
CODES_OF = "SELECT code FROM key_of_source WHERE number BETWEEN $first AND $last"
# lowest, highest: Parquet skips the files and row groups without these codes.
BATCH = """
CREATE OR REPLACE TEMP TABLE batch AS
SELECT k.number AS indicator, u.number AS unit,
       (CASE r.sex WHEN 'K' THEN 1 WHEN 'M' THEN 2 ELSE 0 END)::UTINYINT AS sex,
       p.start, p.kind, p.years,
       (CASE WHEN r.deleted THEN 6 WHEN r.value IS NULL THEN coalesce(w.code, 7) WHEN r.value = 0 THEN 1 ELSE 0 END
       )::UTINYINT AS status,
       CASE WHEN NOT r.deleted THEN r.value END AS value, r.low, r.high, r.numerator, r.denominator, r.run,
       k.margin, k.no_interval, k.is_margin
FROM read_parquet($files) r
JOIN key_of_source k ON k.code = r.indicator
JOIN unit u ON u.id = r.unit
JOIN period_word p ON p.word = r.period AND p.of_years = k.years
LEFT JOIN status_word w ON w.word = lower(r.status)
WHERE k.number BETWEEN $first AND $last AND r.indicator BETWEEN $lowest AND $highest
"""
TWICE_IN_A_RUN = """
SELECT indicator, unit, sex, start FROM batch
GROUP BY indicator, unit, sex, start, kind, years, run HAVING count(*) > 1 LIMIT 1
"""
AS_IS = """
CREATE OR REPLACE TEMP TABLE folded AS
SELECT * EXCLUDE (run), run AS valid_from, NULL::TIMESTAMP AS valid_to FROM batch
"""
# A value that comes again unchanged is not another: only changes are kept, each with the time that it held.
FOLD = """
CREATE OR REPLACE TEMP TABLE folded AS
WITH seen AS (
    SELECT *, hash(status, value, low, high, numerator, denominator) AS told,
           lag(hash(status, value, low, high, numerator, denominator)) OVER same AS before
    FROM batch
    WINDOW same AS (PARTITION BY indicator, unit, sex, start, kind, years ORDER BY run)
)
SELECT * EXCLUDE (run, told, before), run AS valid_from,
       lead(run) OVER (PARTITION BY indicator, unit, sex, start, kind, years ORDER BY run) AS valid_to
FROM seen WHERE before IS NULL OR before <> told
"""
# The interval of a value whose margin of uncertainty is an indicator of its own: value minus and plus the margin, as
# the margin is now; for what a figure was, as the margin was then.
INTERVALS = """
CREATE OR REPLACE TEMP VIEW told AS
SELECT f.indicator, f.unit, f.sex, f.start, f.kind, f.years, f.status, f.value,
       CASE WHEN f.value IS NOT NULL THEN coalesce(f.low, f.value - m.value) END AS low,
       CASE WHEN f.value IS NOT NULL THEN coalesce(f.high, f.value + m.value) END AS high,
       (CASE WHEN f.value IS NULL OR coalesce(f.low, m.value) IS NOT NULL THEN 0 ELSE f.no_interval END)::UTINYINT
           AS no_interval,
       f.numerator, f.denominator, coalesce(d.version, 1)::UTINYINT AS version, f.valid_from, f.valid_to
FROM folded f
LEFT JOIN folded m ON m.indicator = f.margin AND m.unit = f.unit AND m.sex = f.sex AND m.start = f.start
     AND m.kind = f.kind AND m.years = f.years
     AND CASE WHEN f.valid_to IS NULL THEN m.valid_to IS NULL
              ELSE m.valid_from <= f.valid_from AND (m.valid_to IS NULL OR m.valid_to > f.valid_from) END
LEFT JOIN definition_span d ON d.indicator = f.indicator AND d.valid_from <= f.valid_from
     AND (d.valid_to IS NULL OR d.valid_to > f.valid_from)
"""
# What must be worked out before it is shown: whatever tells counts or bases, and what is about suicide.
GUARDED = """
SELECT DISTINCT f.indicator AS number, i.measure, i.unit, i.title, i.suicide
FROM {source} f JOIN indicator i ON i.number = f.indicator
WHERE f.indicator BETWEEN $first AND $last AND (f.numerator IS NOT NULL OR f.denominator IS NOT NULL OR i.suicide)
ORDER BY number
"""
GUARDED_CELLS = """
SELECT indicator, unit, sex, start, kind, years, status, value, numerator, denominator
FROM {source} WHERE {now} AND list_contains($numbers, indicator)
ORDER BY indicator, unit, sex, start, kind, years
"""
SHOWN_AS = """
CREATE OR REPLACE TEMP TABLE shown_as (
    indicator INTEGER, unit INTEGER, sex UTINYINT, start DATE, kind UTINYINT, years UTINYINT, shown UTINYINT
);
"""
HIDDEN_CELLS = "INSERT INTO shown_as SELECT indicator, unit, sex, start, kind, years, shown FROM fresh"
# Fails closed: an indicator that is neither without counts nor worked out has no code, and is hidden.
OBSERVATIONS = """
INSERT INTO observation
SELECT t.* EXCLUDE (valid_to),
       CASE WHEN list_contains($plain, t.indicator) THEN coalesce(s.shown, 0) END::UTINYINT
FROM told t
LEFT JOIN shown_as s ON s.indicator = t.indicator AND s.unit = t.unit AND s.sex = t.sex AND s.start = t.start
     AND s.kind = t.kind AND s.years = t.years
WHERE t.valid_to IS NULL
ORDER BY t.indicator, t.unit, t.sex, t.start, t.kind, t.years
"""
VINTAGES = """
INSERT INTO vintage SELECT * FROM told WHERE valid_to IS NOT NULL
ORDER BY indicator, unit, sex, start, kind, years, valid_from
"""
# Only what may be shown: the screening reads nothing else.
NEWEST = """
INSERT INTO newest
WITH own AS (
    SELECT o.* FROM observation o JOIN indicator i ON i.number = o.indicator AND NOT i.is_margin
    WHERE o.indicator BETWEEN $first AND $last AND o.value IS NOT NULL AND o.shown = 0
), last AS (
    SELECT indicator, unit, sex, max(start) AS start FROM own GROUP BY indicator, unit, sex
)
SELECT o.indicator, o.unit, o.sex, o.start, o.kind, o.years, o.value, o.low, o.high, o.no_interval, o.numerator,
       o.denominator, c.value, c.low, c.high, c.numerator, c.denominator
FROM own o
JOIN last USING (indicator, unit, sex, start)
LEFT JOIN own c ON c.unit = $country AND c.indicator = o.indicator AND c.sex = o.sex AND c.start = o.start
     AND c.kind = o.kind AND c.years = o.years
"""
LATEST = """
INSERT INTO latest SELECT * FROM newest
QUALIFY row_number() OVER (PARTITION BY indicator, unit, sex ORDER BY kind DESC, years DESC) = 1
ORDER BY unit, indicator, sex
"""
# A title that became another breaks the series at the first period that only the new definition has.
BREAKS = """
UPDATE indicator SET breaks = trim(breaks || ' ' || b.days) FROM (
    SELECT indicator, string_agg(DISTINCT strftime(day, '%Y-%m-%d'), ' ') AS days FROM (
        SELECT d.indicator, d.version, min(o.start) AS day
        FROM definition d
        JOIN observation o ON o.indicator = d.indicator AND o.version >= d.version
        WHERE d.breaks AND o.start > (
            SELECT max(e.start) FROM observation e WHERE e.indicator = d.indicator AND e.version < d.version
        )
        GROUP BY d.indicator, d.version
    ) GROUP BY indicator
) b WHERE b.indicator = indicator.number
"""
TWICE_IN_THE_STORE = """
SELECT indicator, unit, sex, start FROM (
    SELECT indicator, unit, sex, start, kind, years,
           lag(indicator) OVER () AS i, lag(unit) OVER () AS u, lag(sex) OVER () AS s, lag(start) OVER () AS b,
           lag(kind) OVER () AS k, lag(years) OVER () AS y
    FROM observation
)
WHERE indicator = i AND unit = u AND sex = s AND start = b AND kind = k AND years = y
LIMIT 1
"""
NAMES = """
SELECT (SELECT id FROM indicator WHERE number = $indicator), (SELECT id FROM unit WHERE number = $unit)
"""
COUNTS = """
SELECT (SELECT count(*) FROM unit), (SELECT count(*) FROM observation), (SELECT count(*) FROM vintage)
"""
