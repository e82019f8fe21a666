"""Who is here, what they may do, how a step is done, what was done."""
