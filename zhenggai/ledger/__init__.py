"""Round, feedback, plan, measure, close-out: records and acts."""
