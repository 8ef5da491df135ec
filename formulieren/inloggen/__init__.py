"""Logging in on a form: the means there are, and who is logged in on a request."""
