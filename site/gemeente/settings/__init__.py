"""Settings modules: base for all, dev for the embedded default and the demo, test, production."""
