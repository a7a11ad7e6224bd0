"""What the pages of needs and requirements are made of: findings in the margin, the strip from voice to clause, tables."""
