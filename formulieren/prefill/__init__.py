"""Answers that we know already: where they come from, so that a form needs not ask them."""
