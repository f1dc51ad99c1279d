"""Dân biết: news of the province and its communes, to read, search, print and follow.

Citizens get articles with author, source and date as they were published. Editors write them in
Wagtail within the index pages of their own unit. Articles of older sites come in as they stand;
what was furniture of those sites stays out and is listed.
"""
