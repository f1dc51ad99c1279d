"""Open311 GeoReport v2 under /api/georeport/v2/: services, requests, tokens and updates."""
