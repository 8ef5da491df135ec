"""What the catalogue tells other systems: Samenwerkende Catalogi, the SDG, schema.org and our own read-only API."""
