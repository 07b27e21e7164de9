# SPDX-License-Identifier: Apache-2.0
"""For those who outgrow one machine: the same library, run by Spark over many files.

    python -m sitrep.spark --input 'warc/*.gz' --output out/

work.py is what runs in the workers and knows no Spark; job.py is what the driver tells them. docs/python.md is the manual.
"""
