"""Where is this used? Finds a telephone number, document, location or page everywhere, and replaces it."""
