"""One folder per language: its words, its dates, its typography. Only these folders name a language."""
