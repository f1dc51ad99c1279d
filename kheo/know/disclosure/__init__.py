"""What must be made public: items, acts of publication, what is due and what is missing."""
