"""Build ``src/stemma/lexicon/data/cameo.tsv`` from the reference table of CAMEO codes.

    python scripts/build_cameo.py ../shared/reference/cameo_codes.json

Facts only: code, label, Goldstein value, PLOVER type and mode. Appeals (02) cross to REQUEST, as PLOVER has it;
codes without an entry of their own take their root's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "stemma" / "lexicon" / "data" / "cameo.tsv"
KNOWN_MODES = frozenset(
    ["visit", "phone", "third-party", "multilateral", "withdraw", "release", "return", "disarm", "ceasefire", "access", "resign", "assist", "change", "yield", "meet", "disapprove", "investigate", "allege", "restrict", "arrest", "relations", "expel", "territory", "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct", "convict", "discontinue", "troops", "weapons", "police", "militia", "seize", "censor", "curfew", "martial-law", "ban", "deport", "cyber", "withhold", "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"]
)
BY_HAND = {
    "0831": ("RETREAT", "resign"), "143": ("PROTEST", "strike"), "155": ("MOBILIZE", "weapons"),
    "175": ("ASSAULT", "crowd-control"), "176": ("COERCE", "cyber"), "1712": ("ASSAULT", "destroy"),
    "183": ("ASSAULT", "explosives"), "1834": ("ASSAULT", "explosives"), "186": ("ASSAULT", "targeted"),
    "185": ("ASSAULT", "targeted"), "195": ("ASSAULT", "aerial"), "1951": ("ASSAULT", "aerial"),
    "1952": ("ASSAULT", "drone"), "160": ("SANCTION", None), "085": ("CONCEDE", None),
}  # fmt: skip
"""Where the categories of 2022 (``plover_scores``) name something the crosswalk of 2021 left open, or no longer have it:
RETREAT has no mode ``ease`` any more, so easing economic sanctions goes with easing administrative ones."""


def main() -> None:
    """Write the table."""
    rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    roots = {r["code"]: r for r in rows if len(r["code"]) == 2}
    lines = ["# Made by scripts/build_cameo.py: code, label, Goldstein, PLOVER type, PLOVER mode."]
    for row in sorted(rows, key=lambda r: r["code"]):
        code, plover = row["code"], row["plover"] or roots[row["code"][:2]]["plover"] or {}
        kind, mode = plover.get("category"), plover.get("mode")
        if code.startswith("02"):
            kind = "REQUEST"
        mode = mode if mode in KNOWN_MODES else None
        if code in BY_HAND:
            kind, mode = BY_HAND[code]
        value = row["goldstein"] if row["goldstein"] is not None else roots[code[:2]]["goldstein"]
        lines.append("\t".join((code, row["label"], str(value), kind or "", mode or "")))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
