"""`python -m kheo` is the same door as `kheo`."""

import sys

from kheo.cli import main

sys.exit(main())
