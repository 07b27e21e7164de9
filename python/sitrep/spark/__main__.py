# SPDX-License-Identifier: Apache-2.0
import sys

from sitrep.spark.job import main

sys.exit(main())
