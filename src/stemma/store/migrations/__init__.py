"""Migrations: how an older store becomes one of today, step by step (Alembic)."""
