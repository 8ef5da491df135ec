"""What the audits add up to: figures, evidence and the draft statement, for the webteam."""
