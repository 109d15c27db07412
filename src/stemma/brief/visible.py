"""Visible: hostile or unprintable characters of a report, made harmless and shown instead of obeyed.

Source: Unicode Technical Report 36, "Unicode Security Considerations", section 2.6; Boucher & Anderson 2021, "Trojan Source".
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, direction marks and overrides, invisible characters. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""


def named(character: str) -> str:
    """Return what to show for a hidden character: its code point, as ``U+202E``."""
    return f"U+{ord(character):04X}"


def plain(text: str) -> str:
    r"""Return the text with hidden characters shown as ``⟨U+202E⟩``; others stay.

    Example:
        >>> plain("Port\u200b Aren")
        'Port⟨U+200B⟩ Aren'
    """
    return _HIDDEN.sub(lambda found: f"⟨{named(found[0])}⟩", text)


def html(text: str) -> Markup:
    """Return the text as HTML that cannot break out of its element; hidden characters are shown and named.

    Example:
        >>> str(html("a < b"))
        'a &lt; b'
    """
    parts: list[str] = []
    at = 0
    for found in _HIDDEN.finditer(text):
        name = unicodedata.name(found[0], "control character").lower()
        parts += [str(escape(text[at : found.start()])), f'<span class="hidden" title="{name}">⟨{named(found[0])}⟩</span>']
        at = found.end()
    parts.append(str(escape(text[at:])))
    return Markup("".join(parts))  # noqa: S704 - every part is escaped above
