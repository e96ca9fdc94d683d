"""Every read that crosses tables."""
