"""What the program promises about speed, as ratios against something bare that is measured in the same run."""
