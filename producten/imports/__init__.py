"""Takes over an existing catalogue: a feed of Samenwerkende Catalogi, CSV or XLSX. It makes drafts and nothing else."""
