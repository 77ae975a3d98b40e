"""What a running exercise promises: its life, its log, its players."""
