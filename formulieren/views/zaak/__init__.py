"""The pages on which the owner of a zaak follows it: with reference and code, a one-time code or a login."""
