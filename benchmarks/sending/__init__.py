"""What benchmarks/sms.py is made of: the message centre, an install, a campaign in it, and who looks at the result."""
