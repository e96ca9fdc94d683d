"""How much of a document is read at most. Settings may lower what `read_in_process` is given; these always hold."""

from __future__ import annotations

MAX_PAGES = 3_000
"""Pages of a document; a county plan has 20 to 200."""

MAX_TEXTS = 60_000
"""Paragraphs, list items and filled cells of a document; a county plan of 200 pages has some 8,000."""

MAX_CHARACTERS = 8_000_000
"""Characters of a document's text; a plan of 200 pages has some 600,000."""

MAX_UNPACKED = 400_000_000
"""Bytes that a packed document may unpack to, all parts together."""

MAX_XML_PART = 120_000_000
"""Bytes of one XML part."""

MAX_RATIO = 250
"""How many times larger than packed a part may be; ordinary Word parts lie under 60. Small parts are not asked."""

SMALL_PART = 5_000_000
"""Bytes under which a part's ratio is not asked."""

MAX_ENTRIES = 20_000
"""Files inside a packed document."""

MAX_DEPTH = 400
"""How deeply elements may be nested; guards the stack."""

MAX_TABLE_CELLS = 2_000_000
"""Cells of a sheet or table, merged and repeated ones counted for each place."""
