"""Commands of the logboek."""
