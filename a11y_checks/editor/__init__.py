"""The gate in Wagtail's editor: refusals at their fields, and a panel that shows what the gate thinks."""
