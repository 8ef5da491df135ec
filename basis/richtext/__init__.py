"""What editors can do in running text beyond Wagtail: the language of a part, files that say how big they are."""
