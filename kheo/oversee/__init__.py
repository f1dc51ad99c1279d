"""Dân kiểm tra, dân giám sát: what people bring forward, check and follow to its end."""
