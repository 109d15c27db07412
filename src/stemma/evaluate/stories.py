"""Stories: B-cubed of the stories `stemma group` finds against labelled clusters."""

from __future__ import annotations

from stemma.annotate import unmarked
from stemma.evaluate.counts import Figures, b_cubed
from stemma.evaluate.sets import LabelledSet, articles_of
from stemma.group import find_stories
from stemma.reuse import find_reuse
from stemma.run.local import Options


def score(labelled: LabelledSet, _options: Options) -> Figures:
    """Return B-cubed precision, recall and F1 over the articles that have a cluster."""
    articles = articles_of(labelled.documents, "title", "published", "outlet")
    analyses = [unmarked(a) for a in sorted(articles, key=lambda a: a.id)]
    story_of = find_stories(analyses, find_reuse(analyses))
    ids = [a.id for a in articles if a.id in labelled.clusters]
    pairs = [(labelled.clusters[i], story_of[i]) for i in ids]
    p, r, both = b_cubed(pairs)
    gold, found = len({g for g, _ in pairs}), len({s for _, s in pairs})
    return {"b3_p": p, "b3_r": r, "b3_f1": both, "articles": len(ids), "stories_gold": gold, "stories": found}
