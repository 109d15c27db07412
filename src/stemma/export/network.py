"""Network: who acts on whom, and who copies whom, as GEXF for Gephi and networkx.

Source: GEXF 1.2 by networkx.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping

from stemma.model import Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``actors.gexf`` (weight: articles) and ``reuse.gexf`` (weight: passages; from the source to the taker where settled)."""
    import networkx as nx

    actors: nx.MultiDiGraph = nx.MultiDiGraph()
    for story in record.stories:
        for e in story.events:
            if e.actor and e.recipient:
                for side in (e.actor, e.recipient):
                    actors.add_node(side.entity or side.name, label=side.name, country=side.country or "", sector=side.sector or "")
                actors.add_edge(
                    e.actor.entity or e.actor.name, e.recipient.entity or e.recipient.name,
                    label=e.type, weight=e.articles, independent=e.independent,
                )  # fmt: skip
    reuse: nx.DiGraph = nx.DiGraph()
    for a in record.articles:
        reuse.add_node(a.id, label=a.title or a.id, outlet=a.outlet or "", credit=a.credit or "")
    shared = Counter((p.a.article, p.b.article) for s in record.stories for p in s.reuse)
    derived = {(d.a, d.b): d for s in record.stories for d in s.derivations}
    for (one, other), passages in sorted(shared.items()):
        found = derived.get((one, other))
        first, then = (other, one) if found and found.source == other else (one, other)
        reuse.add_edge(first, then, weight=passages, kind=found.kind if found else "open")
    return {"actors.gexf": _gexf(actors), "reuse.gexf": _gexf(reuse)}


def _gexf(graph: object) -> bytes:
    import networkx as nx

    out = io.BytesIO()
    nx.write_gexf(graph, out)
    # networkx writes the day of the run into the file; the same record must give the same bytes.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())
