"""The words of French dates that CLDR does not have."""

SEASONS = ("printemps", "été", "automne", "hiver")

# For reading what someone typed in words; in lower case.
ABOUT = frozenset({"vers", "environ"})
SILENT = frozenset({"le", "er", "en", "l"})
JOINING = frozenset({"au", "à", "et", "ou"})
