"""The theme dusk: only templates/ and static/ matter; this file makes a package of the folder."""
