"""Faults and attacks with counts: short here, long with `script/bench faults`."""
