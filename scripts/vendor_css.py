"""Join Designsystemet's files into one, each in its cascade layer: a page then asks for two style sheets, not nineteen.

    python scripts/vendor_css.py

Run it after a file under static/web/vendor/designsystemet-css was replaced; a test notices when it was forgotten.
"""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "src" / "samplan" / "web" / "static" / "web"
FOLDER = STATIC / "vendor" / "designsystemet-css"
TARGET = STATIC / "designsystemet.css"
HEAD = """/* Designsystemet 1.22.0 (MIT), joined by scripts/vendor_css.py from its files. Change nothing here. */
@layer ds.theme, ds.base, ds.components, samplan;
"""


def joined() -> str:
    """The whole style sheet: the theme brings its own layers, the rest gets one."""
    parts = [HEAD, (FOLDER / "theme.css").read_text(encoding="utf-8")]
    for path in sorted(FOLDER.glob("*.css")):
        if path.name != "theme.css":
            layer = "ds.base" if path.name == "base.css" else "ds.components"
            parts.append(f"@layer {layer} {{\n{path.read_text(encoding='utf-8').strip()}\n}}")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(joined(), encoding="utf-8")
