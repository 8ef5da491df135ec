"""Static rules on rendered HTML: one module per rule, each with a RULE. PURE."""
