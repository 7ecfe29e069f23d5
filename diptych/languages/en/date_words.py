"""The words of English dates that CLDR does not have."""

SEASONS = ("spring", "summer", "autumn", "winter")

# For reading what someone typed in words; in lower case.
ABOUT = frozenset({"about", "around", "circa", "c", "ca"})
SILENT = frozenset({"on", "in", "the", "of", "st", "nd", "rd", "th"})
JOINING = frozenset({"to", "and", "or", "until", "through"})
