"""The tables of `figures.duckdb` (docs/adr/0025). `layout` is raised when they change: an older file is built again.

observation.shown (docs/adr/0043): 0 where the value may be shown, the code of the status that is told instead, or
nothing where that was not worked out: then it is hidden. latest: only values that may be shown.
"""

from __future__ import annotations

LAYOUT = 2
OLDER = 1
"""A file without the code of what may be shown: it is read, and what would need the code is hidden."""

TABLES = """
CREATE TABLE about (layout INTEGER, built_at TIMESTAMP);
CREATE TABLE indicator (
    number INTEGER, id VARCHAR, source VARCHAR, code VARCHAR, title VARCHAR, definition VARCHAR, measure VARCHAR,
    unit VARCHAR, producer VARCHAR, polarity VARCHAR, by_sex BOOLEAN, levels VARCHAR, operating_area VARCHAR,
    years INTEGER, breaks VARCHAR, discontinued BOOLEAN, suicide BOOLEAN, version INTEGER, fetched_at TIMESTAMP,
    margin VARCHAR, margin_larger_half BOOLEAN, is_margin BOOLEAN, hiding_rules VARCHAR, other_survey VARCHAR,
    themes VARCHAR, made_up BOOLEAN, removed BOOLEAN, earlier_title VARCHAR
);
CREATE TABLE unit (number INTEGER, id VARCHAR, title VARCHAR, kind UTINYINT, county VARCHAR);
CREATE TABLE member (group_id VARCHAR, title VARCHAR, unit_id VARCHAR, valid_from TIMESTAMP, valid_to TIMESTAMP);
CREATE TABLE definition (
    indicator INTEGER, version INTEGER, valid_from TIMESTAMP, title VARCHAR, definition VARCHAR, breaks BOOLEAN
);
CREATE TABLE observation (
    indicator INTEGER, unit INTEGER, sex UTINYINT, start DATE, kind UTINYINT, years UTINYINT, status UTINYINT,
    value DOUBLE, low DOUBLE, high DOUBLE, no_interval UTINYINT, numerator DOUBLE, denominator DOUBLE,
    version UTINYINT, valid_from TIMESTAMP, shown UTINYINT
);
CREATE TABLE vintage (
    indicator INTEGER, unit INTEGER, sex UTINYINT, start DATE, kind UTINYINT, years UTINYINT, status UTINYINT,
    value DOUBLE, low DOUBLE, high DOUBLE, no_interval UTINYINT, numerator DOUBLE, denominator DOUBLE,
    version UTINYINT, valid_from TIMESTAMP, valid_to TIMESTAMP
);
CREATE TABLE latest (
    indicator INTEGER, unit INTEGER, sex UTINYINT, start DATE, kind UTINYINT, years UTINYINT,
    value DOUBLE, low DOUBLE, high DOUBLE, no_interval UTINYINT, numerator DOUBLE, denominator DOUBLE,
    country_value DOUBLE, country_low DOUBLE, country_high DOUBLE, country_numerator DOUBLE, country_denominator DOUBLE
);
"""

# In the place of the views of an older file: whatever tells counts or is about suicide has no code, so it is hidden.
OLDER_VIEWS = """
CREATE TABLE guarded AS
SELECT DISTINCT indicator AS number FROM figures.observation
WHERE numerator IS NOT NULL OR denominator IS NOT NULL
UNION SELECT number FROM figures.indicator WHERE suicide;
CREATE OR REPLACE VIEW observation AS
SELECT *, CASE WHEN indicator NOT IN (SELECT number FROM guarded) THEN 0 END::UTINYINT AS shown
FROM figures.observation;
CREATE OR REPLACE VIEW latest AS
SELECT * FROM figures.latest WHERE indicator NOT IN (SELECT number FROM guarded);
"""
