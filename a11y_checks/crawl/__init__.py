"""Fetches the pages of a running site and audits each of them: for the webteam's command. No database."""
