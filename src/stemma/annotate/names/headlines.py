"""Headlines: sentences in title case, where capitals tell nothing."""

from __future__ import annotations

from stemma.annotate.syntax import Parse


def title_case(parse: Parse) -> list[bool]:
    """Return for each sentence whether most of its words are capitalised."""
    flags = []
    for group in parse.sentence_tokens:
        words = [t.text for t in group if len(t.text) > 3 and t.text[0].isalpha()]
        flags.append(
            group[-1].text != "." and len(words) >= 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)
        )
    return flags
