"""What a careful reader finds in the sample (examples/gold.json), checked against a record, story by story."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stemma.model import Article, Citation, Entity, Record, Story

GOLD = Path(__file__).parents[2] / "examples" / "gold.json"


class Check(NamedTuple):
    area: str
    name: str
    held: bool


def gold_stories() -> list[dict[str, Any]]:
    return json.loads(GOLD.read_text(encoding="utf-8"))["stories"]


def key_of(article: Article) -> str:
    return Path(article.path).stem if article.path and article.path.endswith(".txt") else article.id


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return " ".join(text.lower().replace("-", " ").split())


def checks(record: Record) -> list[Check]:
    """Every check of every gold story against the story of the record that holds most of its reports."""
    articles = {key_of(a): a for a in record.articles}
    found: list[Check] = []
    for gold in gold_stories():
        ids = {articles[key].id for key in gold["articles"]}
        story = max(record.stories, key=lambda s: len(ids & set(s.articles)))
        found.append(Check("story", f"{gold['name']} is one story", set(story.articles) == ids))
        reader = Reader(story, articles, gold)
        for area in (reader.articles, reader.layout, reader.lineages, reader.entities, reader.quotes, reader.timeline,
                     reader.claims, reader.conflicts, reader.brief):
            found.extend(area())
    return found


class Reader:
    def __init__(self, story: Story, articles: dict[str, Article], gold: dict[str, Any]) -> None:
        self.story, self.by_key, self.gold = story, articles, gold
        self.by_id = {a.id: a for a in articles.values()}

    def text(self, c: Citation) -> str:
        return self.by_id[c.article].text[c.start : c.end]

    def keys(self, cited: Iterable[Any]) -> set[str]:
        return {key_of(self.by_id[c.article]) for c in cited}

    def articles(self) -> Iterator[Check]:
        for key, want in self.gold["articles"].items():
            article = self.by_key[key]
            if "title" in want:
                yield Check("clean", f"{key} title", fold(article.title or "") == fold(want["title"]))
            if "credit" in want:
                yield Check("clean", f"{key} credit", fold(article.credit or "").startswith(fold(want["credit"])))
            if "authors" in want:
                yield Check("clean", f"{key} authors", set(map(fold, article.authors)) == set(map(fold, want["authors"])))
            day = article.published.value[:10] if article.published else ""
            yield Check("dating", f"{key} published {want['published']}", day == want["published"])
            if "basis" in want and article.published:
                yield Check("dating", f"{key} basis {want['basis']}", article.published.basis == want["basis"])

    def layout(self) -> Iterator[Check]:
        for key, words in self.gold.get("not_body", []):
            asserted = self._roles(key, words) & {"body", "headline", "standfirst", "subhead"}
            yield Check("clean", f"{key} not body: {words}", not asserted)
        for key, words in self.gold.get("captions", []):
            yield Check("clean", f"{key} caption: {words}", self._roles(key, words) <= {"caption", "credit"})

    def _roles(self, key: str, words: str) -> set[str]:
        article = self.by_key[key]
        at = article.text.index(words)
        return {b.role for b in article.blocks if b.start < at + len(words) and at < b.end}

    def lineages(self) -> Iterator[Check]:
        mine = sorted(sorted(key_of(self.by_id[a]) for a in line.articles) for line in self.story.lineages)
        yield Check("lineage", f"{self.gold['name']} lineages", mine == sorted(map(sorted, self.gold["lineages"])))
        for want in self.gold.get("reuse", []):
            pair, start = {want["a"], want["b"]}, fold(want["starts"])
            held = any(
                self.keys((p.a, p.b)) == pair and start in fold(self.text(p.a)) and start in fold(self.text(p.b))
                for p in self.story.reuse
            )
            yield Check("lineage", f"{want['a']}-{want['b']}: {want['starts']}", held)

    def _entity(self, name: str) -> Entity | None:
        wanted = fold(name)
        return next((e for e in self.story.entities if wanted in {fold(e.name), *map(fold, e.variants)}), None)

    def entities(self) -> Iterator[Check]:
        for want in self.gold["entities"]:
            entity = self._entity(want["name"])
            yield Check("entities", want["name"], entity is not None)
            if entity and "country" in want:
                yield Check("entities", f"{want['name']} of {want['country']}", entity.country == want["country"])
            for key, names in want["mentions"].items():
                cited = {fold(self.text(c)) for c in entity.mentions if self.keys([c]) == {key}} if entity else set()
                for name in names:
                    yield Check("entities", f"{want['name']} as {name} in {key}", any(fold(name) in x for x in cited))
        for a, b in self.gold["entities_apart"]:
            one, two = self._entity(a), self._entity(b)
            yield Check("entities", f"{a} is not {b}", one is None or one != two)

    def quotes(self) -> Iterator[Check]:
        names = {e.id: " ".join((e.name, *e.variants)) for e in self.story.entities}
        for want in self.gold["quotes"]:
            words = fold(want["contains"])
            hits = [q for q in self.story.quotes if any(words in fold(r.text) for r in q.readings)]
            seen = {key for q in hits for key in self.keys(r for r in q.readings if words in fold(r.text))}
            yield Check("quotes", f"found: {want['contains']}", bool(hits))
            speakers = [fold(names.get(q.speaker or "", q.speaker_text or "")) for q in hits]
            yield Check("quotes", f"speaker: {want['contains']}", any(fold(want["speaker"]) in s for s in speakers))
            yield Check("quotes", f"reports: {want['contains']}", seen >= set(want["articles"]))
            if want.get("one_quote_with_variants"):
                whole = any(self.keys(q.readings) >= set(want["articles"]) for q in hits)
                yield Check("quotes", f"one quotation: {want['contains']}", whole)

    def timeline(self) -> Iterator[Check]:
        for want in self.gold["timeline"]:
            hits = [m for m in self.story.timeline if m.start.startswith(want["date"])]
            held = any(self.keys(m.citations) & set(want["articles"]) for m in hits)
            yield Check("timeline", f"{want['date']}: {want['about']}", held)

    def claims(self) -> Iterator[Check]:
        for want in self.gold.get("claims", []):
            reports, words = set(want["articles"]), _content(want["about"])

            def fit(claim: Any, words: set[str] = words, reports: set[str] = reports) -> tuple[float, int]:
                said = [claim.text, *map(self.text, claim.citations)]
                return max(len(words & _content(s)) for s in said), len(self.keys(claim.citations) & reports)

            best = max(self.story.claims, key=fit, default=None)
            yield Check("claims", f"{want['about']}: reports", best is not None and self.keys(best.citations) == reports)
            held = best is not None and best.independent == want["independent"]
            yield Check("claims", f"{want['about']}: {want['independent']} independent", held)

    def conflicts(self) -> Iterator[Check]:
        for want in self.gold.get("conflicts", []):
            yield Check("conflicts", want["about"], any(self._opposes(c.sides, want["a"], want["b"]) for c in self.story.conflicts))
        for want in self.gold.get("not_conflicts", []):
            held = any(self._opposes(c.sides, want["a"], want["b"]) for c in self.story.conflicts)
            yield Check("conflicts", f"no conflict: {want['about']}", not held)

    def _opposes(self, sides: Iterable[Any], a: list[str], b: list[str]) -> bool:
        def holds(side: Any, want: list[str]) -> bool:
            mine = [c for c in side.citations if self.keys([c]) == {want[0]}]
            return any(fold(want[1]) in fold(self.text(c)) for c in mine)

        found = list(sides)
        return any(holds(x, a) and holds(y, b) for x in found for y in found if x is not y)

    def brief(self) -> Iterator[Check]:
        cited = [all(self.text(c).strip() for c in s.citations) and bool(s.citations) for s in self.story.brief]
        yield Check("brief", f"{self.gold['name']}: every sentence cites characters", bool(cited) and all(cited))


def _content(text: str) -> set[str]:
    skip = {"the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "that", "is", "be", "will", "by", "with", "from", "at", "as", "was", "were", "had", "has", "would", "who"}
    return {w[:5] for w in fold(text).split() if w not in skip}
