"""The shared base in the admin: teams, and who looks after which page."""
