"""What follows from answers: the forward reasoning, and the analysis of all that may still be answered."""
