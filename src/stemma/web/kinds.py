"""Kinds: how each kind of correction is called on the pages."""

from __future__ import annotations

import msgspec

from stemma.model.correction import CorrectionKind


class Kind(msgspec.Struct, frozen=True):
    """A kind of correction.

    Attributes:
        title: as a question asked before it is made.
        done: what was done, in a few words.
        button: what the button says that makes it.
        value: label of the value it needs, or empty.
    """

    title: str
    done: str
    button: str
    value: str = ""


KINDS: dict[CorrectionKind, Kind] = {
    "together": Kind("Join these stories?", "stories joined", "Join them"),
    "apart": Kind("Do these reports tell another story?", "reports taken out of their story", "Take them out"),
    "move": Kind("Do these reports belong to another story?", "reports moved to another story", "Move them", "Address of the story they belong to, or of one of its reports"),
    "merge-entities": Kind("Are these names one person or thing?", "names merged", "Merge them"),
    "part-entity": Kind("Are some of these someone or something else?", "a name parted", "Part them"),
    "rename-entity": Kind("Change this name?", "a name changed", "Change it", "The name"),
    "set-lineage": Kind("Do these reports rest on one text?", "reports counted once", "Count them once", "Whose text it is, if known"),
    "set-credit": Kind("Change whose text this is?", "a report’s credit changed", "Change it", "Agency or outlet credited"),
    "hide-claim": Kind("Hide this claim?", "a claim hidden", "Hide it"),
}
