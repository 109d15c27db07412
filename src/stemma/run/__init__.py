"""Run: drivers that put the stages together. `local` runs them here, in one process or one per core."""
