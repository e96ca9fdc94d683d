"""The tables of `figures.duckdb` (docs/adr/0025). `layout` is raised when they change: an older file is built again."""

from __future__ import annotations

LAYOUT = 1

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
    version UTINYINT, valid_from TIMESTAMP
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
