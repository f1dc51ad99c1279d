"""What readers write below the news, and to the editors, with its moderation."""
