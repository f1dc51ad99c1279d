"""News of the province and its communes, edited in Wagtail, imported as it stands."""
