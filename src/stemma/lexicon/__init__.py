"""Lexicon: what the house knows before it reads: words, agencies, countries, places, titles."""
