"""The tests, in folders that mirror the packages; a package, since one of our dependencies installs a `tests` too."""
