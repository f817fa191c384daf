"""Pictures of numbers, each with its sentence, its table and its values."""
