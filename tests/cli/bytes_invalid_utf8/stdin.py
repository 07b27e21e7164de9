import sys; sys.stdout.buffer.write(b"Police \xff\xfe said \x00 so \xed\xa0\x80 \xc3.\n")
