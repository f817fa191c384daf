"""What a person can do. Every write is here; plain rows come out."""
