"""Files that residents send: limits, what they really are, virus scan, quarantine, private storage, removal."""
