"""Question types: one file each behind the interface of `base`; `registry` finds them."""
