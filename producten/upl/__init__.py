"""PURE: read the Uniforme Productnamenlijst (UPL) and say what differs from what is known."""
