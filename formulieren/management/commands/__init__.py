"""Management commands of formulieren."""
