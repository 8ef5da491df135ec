"""Residents read a draft: per sentence clear or not clear, by a link, without an account."""
