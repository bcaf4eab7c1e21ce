"""Reading a plan's statements by rule: no model, no network, the same answer every time."""
