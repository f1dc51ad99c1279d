"""The measured claims, each as a ratio within one run."""
