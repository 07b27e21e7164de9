print("He said", "x" * 1_000_000, "loudly.", "(" * 200_000, "a.b:c@" * 100_000)
