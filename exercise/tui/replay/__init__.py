"""What a replay says beside the panes of a team: what happened, how acts were read, and how everything really stood."""
