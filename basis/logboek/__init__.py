"""Who read or changed which personal data, when and why."""
