print(" \n\t \u00a0\u2003\r\n" * 50_000)
