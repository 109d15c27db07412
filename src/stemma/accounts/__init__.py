"""Accounts: who may read, correct and look after a store that others than its owner can reach.

`Accounts` keeps users, sessions, tokens and the audit log in the store itself; `Limits` slows down those who ask too
often. There is no default user and no default password: a store without users answers its own machine only.
"""

from __future__ import annotations

from stemma.accounts.book import Accounts
from stemma.accounts.limits import Limits
from stemma.accounts.people import LOCAL, NOBODY, ROLES, AuditLine, Caller, Issued, Role, Session, Token, User, allows

__all__ = ["LOCAL", "NOBODY", "ROLES", "Accounts", "AuditLine", "Caller", "Issued", "Limits", "Role", "Session", "Token", "User", "allows"]
