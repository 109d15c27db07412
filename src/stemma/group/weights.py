"""Weights: the one setting with which stories are told apart, for every input.

Chosen 2026-11 on the development halves of ecbplus, gva, g5_news_cluster, wikinews_galaxy, basil and newswcl50
together, by coordinate ascent on the mean B3 F1; rarities were counted on the other half of the stories.
"""

from __future__ import annotations

TITLE = 0.22
LEAD = 0.30
BODY = 0.75
NAMES = 0.11
FACTS = 0.24
"""Weights of the cosines of titles, leads, all words, capitalised words, and numbers with what they count."""

GAP = 0.035
FREE_DAYS = 3
"""Likeness lost for each unit of ln(1 + days apart), beyond so many days; nothing when a day is not known."""

JOIN = 0.125
"""Least mean likeness of two groups of articles of one story."""

COHESION = 0.73
"""Least likeness across two groups, as a part of the likeness inside them: twin events are alike, but less than within."""

PRIOR_LIKENESS = 0.135
PRIOR_PAIRS = 1.0
"""Likeness assumed inside a group, and how many pairs that assumption counts for: a single article has no inside."""
