"""Furniture: lines that belong to the page and not to the report (navigation, sharing, notices, contact lines).

The cues are shapes any outlet's pages have; they were gathered by reading pages of several hundred outlets (2026-11).
"""

from __future__ import annotations

import re

HEAD = 400
"""Code points of a paragraph that the cues look at, from either end: a longer paragraph is prose."""

_WHOLE = re.compile(
    r"""(?ix) ^ [\W_]* (?:
      advertisement s? | ad | ads | sponsored (?:\ content|\ links?)? | promoted (?:\ content|\ stories)? | close | cancel
    | send | save | saved | print | e-?mail | share | shares | shared | tweet | pin(?:\ it)? | like | reply | post(?:ed)?!?
    | copy(?:\ link)? | link | facebook | twitter | instagram | linkedin | whats ?app | google\ ?(?:\+|plus) | pinterest
    | reddit | tumblr | messenger | flipboard | telegram | youtube | comments? | (?:no|\d[\d,.]*)\ comments? | loading
    | more | read\ more | see\ more | show\ more | load\ more | view\ more | learn\ more | (?:show|read|view|see)\ (?:the\ )?full\ (?:article|story|text)
    | show\ (?:all|less|captions?|image) | hide\ captions? | continue\ reading | full\ ?(?:story|screen) | embed | mail\ icon | [a-z]+_[a-z_]+ | expand | collapse
    | next | previous | prev | back(?:\ to\ (?:top|story))? | top | home | menu | search | skip | skip\ (?:ad|to\ .{1,30}) | replay
    | play | pause | mute | autoplay | video | videos | photos? | images? | gallery | audio | listen | watch | live | slideshow
    | subscribe(?:\ now)? | sign\ (?:up|in|out)(?:\ now)? | log\ ?(?:in|out) | register | follow(?:\ us)? | contact(?:\ us)?
    | about(?:\ us)? | terms(?:\ of\ (?:use|service))? | privacy(?:\ policy)? | cookies? | help | faqs? | feedback | corrections?
    | trending(?:\ now)? | most\ (?:read|popular|viewed|shared) | popular | recommended(?:\ for\ you)? | you\ may\ (?:also\ )?like
    | more\ (?:stories|news|videos?|coverage|from\ .{1,40}|on\ .{1,60}|in\ .{1,40}|like\ this) | top\ (?:stories|news|videos) | latest(?:\ news)?
    | related (?:\ (?:content|stories|articles?|links?|news|topics?|posts|videos?|coverage))? | (?:also|read)\ (?:on|in)\ .{1,40}
    | tags? | topics? | filed\ under | categories | sections? | editor'?s[’']?\ (?:picks?|choice) | (?:media|story|article|text)\ (?:caption|continues)(?:\ below)?
    | (?:scroll|swipe)\ (?:down|left|right|for)\b.{0,40} | click\ (?:here|to|for)\b.{0,60} | tap\ (?:here|to)\b.{0,40} | enlarge(?:\ (?:this\ )?image)?
    | hi-?res | caption | credit | x | × | ok | yes | no\ thanks | got\ it | what\ you\ need\ to\ know | more\ information | report\ (?:a\ )?(?:typo|error|mistake)
    | start\ (?:the\ )?(?:slideshow|quiz|gallery) | (?:image|photo|slide|video)\ \d+\ (?:of|/)\ \d+ | \d+\ (?:of|/)\ \d+ | \d+\ (?:shares?|likes?|views?|votes?|photos?|images?)
    | \d[\d.,]*\ ?[km]?\+?\ (?:shares?|likes?|tweets?|retweets?|reactions?|followers?|comments?|views?) | shares?\ [\d.,]+\ ?[km]? | (?:local|world|national|international|u\.?s\.?|regional|business|sports?)\ news | world | politics | business | sports? | entertainment
    | lifestyle | technology | science | health | travel | culture | national | international | regions? | obituaries(?:\ front)? | front\ page | weather | news | polls?
    | story\ highlights | read\ (?:or|and)\ share\ .* | (?:text|font)\ size | [a-z]{1,2}\+? | breaking(?:\ news)? | developing(?:\ story)? | exclusive | opinion | analysis
    | updated | published | just\ watched | edition | purchase: .{1,30} | produced\ by\ .{1,60} | guest\ writer
    ) [\W_]* $"""
)

_STARTS = re.compile(
    r"""(?ix) ^ [\W_]{0,4} (?:
      chat\ with\ us | advertisement\ continue | be\ the\ first\ to\ (?:know|hear|comment) | never\ miss\ a | related (?:\ (?:content|stories|story|articles?|links?|news|coverage|topics?|video))? \s* [:|>] | (?:also\ )?read (?:\ (?:more|also|next|this|the\ full\ \w+))? \s* [:|>-]
    | read\ (?:more|the\ full)\b | more (?:\ (?:from|on|about|in|like)\ [^.]{1,60})? \s* : | see\ (?:also|more|all|related) \b [^.]{0,60} : | (?:must\ )?(?:watch|listen) (?:\ (?:now|live|here|more|this|the\ \w+))? \s* :
    | (?:watch|view|see|check\ out|browse) \b [^.]{0,80} \b (?:video|gallery|photos?|slideshow|above|below|here|live|on\ demand) [.!:]? $
    | check\ out\ (?:this|our|the)\ (?:story|latest|full) | (?:story|article|post)\ continues\ (?:below|after) | continue\ reading | keep\ reading | scroll\ (?:down|to)\b
    | share\ (?:this|on|via|your)\b | follow\ (?:us|me|him|her|them|@|\S+\ (?:\S+\ ){0,6}(?:on|at)\ (?:twitter|facebook|instagram|x\b|google|linkedin|youtube))
    | like\ us\ on | (?:find|join|visit)\ us\ (?:on|at) | connect\ with | tweet(?:s|ed)?\ (?:by|to|this)\b | get\ [^.]{0,50}\b(?:headlines|newsletter|inbox) | get\ (?:the\ latest|breaking|our|more|unlimited|push|all\ the|daily|alerts)\b [^.]{0,160} (?:news|inbox|newsletter|app|alerts?|updates|access|free|story|stories)
    | sign\ (?:up|in)\ (?:for|to|here|now|today|and)\b | subscribe\ (?:to|now|here|today|for)\b | download\ (?:the|our)\ .{0,60}\ app | to\ (?:get|receive|read|view|see|watch|access|comment|subscribe|continue)\ .{1,120}\ (?:here|app|newsletter|alerts?|below|subscri\w+|log\ ?in|free)\b
    | (?:please\ )?(?:log|sign)\ in\ to | you\ must\ be\ (?:logged|signed) | (?:by|in)\ (?:clicking|subscribing|submitting|signing|posting)\b.{0,80}\ (?:agree|you) | (?:this|our)\ (?:site|website|page)\ (?:uses|is\ protected)\b | we\ use\ cookies | your\ browser\b | javascript\ (?:is|must)
    | to\ (?:find\ out|learn)\ more\ about\ .{1,60}\ (?:please|read|visit|click) | (?:please\ )?(?:read|review|see)\ (?:our|the)\ (?:conversation|comment|community|terms|guidelines|privacy) | join\ (?:the|our)\ (?:conversation|discussion|debate|community|newsletter)
    | a\ link\ has\ been\ (?:sent|posted) | post\ to\ (?:facebook|twitter) | have\ (?:a|any)\ (?:news\ )?(?:tip|story|question|comment)s?\b | (?:got|know)\ (?:a\ tip|something|more)\b | (?:send|submit|email)\ (?:us|your|a|news|tips?|story)\b .{0,80} (?:to|at|@|here)\b
    | to\ contact\ (?:the|this|our|us|\S+\ (?:news\ desk|desk))\b | (?:to\ )?(?:reach|contact|e-?mail|write\ to|call|phone)\ (?:the\ )?(?:us\b|author|reporters?|writer|editors?|newsroom|this\ reporter|[A-Z]\w+\ (?:at|on)\b).{0,200} | (?:contact|reach|e-?mail)\ [^.]{2,60}\ at\ \S+@ | for\ (?:more|additional|further)\ (?:articles?|news|stories|information|details|from|on|about|coverage|context)\b .{0,120} (?:visit|click|go\ to|see|follow|contact|call|here|http|www|please|subscribe)
    | (?:the\ )?views\ (?:and\ opinions\ )?expressed\b | the\ opinions\ expressed\b | this\ (?:article|story|piece|report|post|column)\ (?:was\ (?:originally|first)\ (?:published|posted|produced)|(?:originally|first)\ (?:appeared|ran)|has\ been\ (?:updated|corrected|amended|edited)|was\ (?:updated|corrected|amended|written\ by|produced|reported|provided|generated|legally)|is\ (?:part\ of|from\ the\ archive|free|republished)|contains?\ affiliate|may\ contain)
    | (?:this\ is\ a\ )?(?:breaking|developing)\ (?:news\ )?(?:story|news)\b .{0,120} (?:check|back|updat\w+|more|soon|develops?)? [^.]{0,40} \.? $ | this\ is\ a\ (?:breaking|developing)\b | (?:please\ )?(?:check|come)\ back\ (?:here\ )?(?:for|soon|later|with) | stay\ (?:with|tuned)\b | refresh\ (?:this\ page|for)
    | (?:editor'?s?|editors’|publisher's)[’']?s?\ note\b | (?:correction|clarification|update)s? \s* [:(] .{0,40} (?:story|article|version) | all\ rights\ reserved | this\ material\ may\ not | (?:no\ part|reproduction|republication|redistribution)\ (?:of|or|without|in)\b
    | not\ for\ (?:distribution|dissemination) | (?:please\ )?direct\ (?:all\ )?(?:licens|question) | (?:copyright|licen[cs]ed)\b .{0,40} (?:licen[cs]e|network) | (?:for\ )?(?:syndication|reprints?|permissions?) \b .{0,40} (?::|contact|click)
    | comments?\ (?:are|have\ been|will\ be|on\ this)\b .{0,60} (?:closed|disabled|moderated|removed|turned\ off) | (?:be\ the\ first\ to|leave\ a|add\ a|post\ a|view|show|read|write\ a|add\ your)\ (?:comment|reply|comments)\b | what\ do\ you\ think\?? .{0,60} comments?
    | (?:click|tap)\ (?:here|on|the|to|through)\b | (?:see|read|find|get|view)\ .{0,60}\ (?:click\ here|here:|at\ https?:) | (?:photos?|video|gallery|slideshow|pictures|in\ pictures|graphic|infographic|interactive|map|timeline|opinion|podcast) \s* [:|] | (?:image|media|video)\ (?:caption|source|copyright|playback|unavailable)
    | (?:media\ )?playback\ is\ (?:not\ )?(?:un)?supported | (?:the\ )?video\ (?:will|could\ not|is\ (?:un|not)|player) | your\ (?:account|email|e-mail|subscription|message|browser|comment)\ (?:has|is|was|will|address|could) | thank\ you\ for\ (?:your|sub|sign|read|submit|visit) | (?:support|donate\ to)\ (?:our|us|independent)
    | (?:by|from)\ (?:the\ )?(?:web)?staff\ and\ wire | (?:enlarge|toggle)\b | (?:h/?t|hat\ tip|via) \s*[:\s] .{1,40} $ | (?:tags?|topics?|filed\ under|categories|keywords|labels|posted\ in|in\ this\ article|more\ in|related\ to) \s* : | powered\ by\b | terms\ (?:of\ (?:use|service)|and\ conditions)\b | (?:privacy|cookie)\ (?:policy|notice)
    )"""
)

_CONTAINS = re.compile(
    r"""(?ix) \b(?: all\ rights\ reserved | may\ not\ be\ (?:published|reproduced|copied|broadcast) | rewritten\ or\ redistributed
    | read\ or\ share\ this\ story | terms\ of\ (?:use|service)\ and | privacy\ policy | sign\ up\ for\ (?:our|the|free)\b .{0,60} newsletter | e-?mail\ newsletter
    | legally\ licensed | licensing\ questions | click\ here\ (?:to|for) | subscribe\ (?:to\ our|now) | follow\ (?:him|her|us|me|them|the\ author)\ (?:on|at)\ (?:twitter|facebook|instagram|@) | enable\ javascript | cookies\ to\ (?:improve|provide|give) )\b"""
)

_OFFERS = re.compile(
    r"""(?ix) ^ [\W_]{0,4} (?:
      (?:unlimited|full|all|premium)\ (?:digital\ |web\ )?access\b | (?:already|not)\ (?:yet\ )?a\ (?:subscriber|member)\b | become\ a\ (?:member|subscriber|supporter)\b
    | (?:start|activate|manage|renew)\ your\ (?:free\ )?(?:trial|subscription|access)\b | enter\ your\ e-?mail\b | sign\ (?:me|you)\ up\b | you(?:’|'|\ ha)ve\ (?:reached|used|read)\ .{0,30}\ (?:free|limit|articles)\b
    | (?:this|our)\ (?:content|article|story)\ is\ (?:only\ )?(?:for|available\ (?:only\ )?to|exclusive\ to|reserved\ for)\ (?:subscribers|members|registered)\b | (?:please\ )?(?:take|answer|join|participate\ in|vote\ in)\ (?:our|this)\ (?:\w+\ )?(?:poll|survey|quiz)\b
    | vote\ (?:now|below|here)\b | stay\ (?:up\ to\ date|informed|connected|updated)\b | (?:close\ )?get\ (?:e-?mail|text|push)\ (?:notification|alert)s?\b
    | your\ (?:e-?mail\ )?notifications?\ | there\ was\ (?:a\ problem|an\ error)\ (?:saving|processing|sending|with)\ (?:your|the)\b | whenever\ .{1,60}\ posts\ new\ content\b | (?:e-?mail|push|text)\ (?:notification|alert)s?\ are\b
    )"""
)
"""Offers to readers: subscriptions, polls, notifications (2026-11)."""

_CRUMBS = re.compile(r"(?i)^(?:(?:you are here:?\s*)?(?:home|front ?page|start)(?:\s*[>»›→/|]\s*[^>»›→/|.?!]{1,80}){1,6}|[^>»›→.?!]{1,30}(?:\s[>»›→]\s[^>»›→.?!]{1,80}){2,6})$")
"""The path of a page on its site: ``Home > Regions > South``."""

_ADDED = re.compile(r"(?i)\bclick here\b")
SENTENCE = 20
"""Words beyond which a paragraph that ends in an invitation ("Click here to give") is still the report's (2026-11)."""

_SLIDE = re.compile(
    r"^[\W_]*(?:(?:Hide|Show) Captions?\b|\d{1,3} ?(?:/|of) ?\d{1,3}\s(?:Photos?\b|Images?\b|\d{1,2} [A-Z])|"
    r"(?:Photos|Pictures|Gallery): [A-Z]|(?:MOST|Most) (?:READ|POPULAR|VIEWED|SHARED|Read|Popular|Viewed|Shared)\b)"
)
"""How a slide of a gallery begins (``8 of 25 Photos``), and a run of teasers (``MOST READ IN NEWS``), however long (2026-11)."""

_CODE = re.compile(r"\bwindow\.\w|\bfunction\s?\(|\bdocument\.\w+\(|\.push\(|\};?\s*$|^\s*(?:var|let|const)\s\w+\s?=|^\s*[.#@][\w-]+\s*\{")
_CLOCKED = re.compile(r"^\d{1,2}:\d\d\s+(?![apAP]\.?[mM])\S|\s\d\d:\d\d$")
_QUOTED = re.compile('[“”"]')
_PIPES = re.compile(r"\s[|•·»›]\s")
_ID = re.compile(r"^[\W_]*+(?:\d[\d\s.,:/-]*+|[0-9a-f]{12,}+|#?(?=\w*?\d{6})\w++)[\W_]*+$", re.IGNORECASE)
_URL = re.compile(r"^(?:https?://|www\.|pic\.twitter\.com|t\.co/)\S+$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_RULE = re.compile(r"^[\W_]+$")
_GLUED = re.compile(r"(?:Facebook|Twitter|Google\+|LinkedIn|Pinterest|Email|TWEET|SHARE|EMAIL|COMMENT|LINKEDIN|CONNECT)")


def is_furniture(line: str, words: int) -> bool:
    """Return whether a line belongs to the page and not to the report.

    Args:
        line: the paragraph's first `HEAD` code points.
        words: number of words in it.

    Example:
        >>> is_furniture("Related content:", 2), is_furniture("Share prices fell on Monday.", 5)
        (True, False)
    """
    if _RULE.match(line) or _ID.match(line) or _URL.match(line):
        return True
    if _SLIDE.match(line) or (words <= 24 and _CRUMBS.match(line)):
        return True
    if words <= 8 and (_WHOLE.match(line) or len(_GLUED.findall(line)) >= 2):
        return True
    if words <= 60 and _speaks_to_reader(line, words):
        return True
    clocked = words <= 30 and bool(_CLOCKED.search(line)) and not line.endswith((".", '"', "”"))
    listed = words <= 40 and len(_PIPES.findall(line)) >= 2
    return clocked or listed or bool(_CODE.search(line)) or _is_contact(line, words)


def _speaks_to_reader(line: str, words: int) -> bool:
    """Return whether the line invites, forbids or points on; quoted invitations are part of the report."""
    if line[:1] not in "\"“'‘" and (_STARTS.match(line) or (words <= 40 and _OFFERS.match(line))):
        return not (_MORE.match(line) and words >= 8 and line.endswith("."))
    if words > SENTENCE and _ADDED.search(line):
        return False
    return bool(_CONTAINS.search(line)) and not _QUOTED.search(line)


_MORE = re.compile(r"(?i)^\W*more\s*:")
"""A label that reporters open a sentence with, as much as pages a link; a link ends without a stop."""


def _is_contact(line: str, words: int) -> bool:
    """Return whether the line is mostly an address to write to."""
    return words <= 30 and bool(_MAIL.search(line)) and words <= 8 * len(_MAIL.findall(line)) + 4
