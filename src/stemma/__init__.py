"""Stemma: many news reports in, one cited record per story out."""

__version__ = "0.1.0"
