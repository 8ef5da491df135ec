"""The contract between our client and a ZGW backend: run against the fake, or against a real one."""
