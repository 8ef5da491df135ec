"""Links on our pages: which there are, whether they still lead somewhere, and since when they don't."""
