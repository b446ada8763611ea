"""What can happen in an exercise."""
