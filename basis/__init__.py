"""What every part stands on: pages, teams, blocks, measuring, security, the logboek and the worker."""
