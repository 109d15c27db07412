"""Concepts: verbs and nouns that news uses for one another, so that "travel to" meets "visit" and "dead" meets "killed".

Source: own list, by the classes of Levin 1993, *English Verb Classes and Alternations*, of what news most often tells.
Only words that mostly mean the same in a report stand together; rarer senses are left to the sentence vectors.
"""

from __future__ import annotations

_CLASSES = """
visit travel trip journey tour fly
meet meeting summit talk talks negotiation negotiate negotiations discussion discuss
kill die dead death slay fatal fatally fatality murder
injure wound hurt injury wounded injured
shoot gunfire shooting gunshot
arrest detain custody apprehend capture
accuse blame allege accusation allegation
charge indict indictment prosecute
denounce condemn slam criticise criticize lambast blast decry
demand insist
call urge appeal
remove oust dismiss sack removal expel
launch fire test test-fire launching
begin start commence
end finish conclude
buy acquire purchase acquisition takeover
rise increase grow climb jump surge soar gain
fall drop decline slump sink tumble decrease
cut reduce reduction slash
win victory beat defeat
deny denial
agree agreement deal accord pact
sign signature
resign quit resignation
vote election poll ballot
attack assault strike raid
bomb blast explosion explode
protest demonstrate demonstration rally
sanction penalty
interfere meddle interference meddling
hack hacking hacker
warn warning
plan intend
help aid assistance assist
allow permit let
ban prohibit prohibition
police officer policeman
firm company business
crash collide collision
evacuate evacuation
rescue save
hospital hospitalise hospitalize
sentence jail imprison prison
storm hurricane typhoon
flee escape
"""

CONCEPT = {word: line.split()[0] for line in _CLASSES.strip().splitlines() for word in line.split()}
