"""The website itself: the only package that knows all the others."""
