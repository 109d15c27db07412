"""Run: drivers that put the stages together: local, one process per core, Spark."""
