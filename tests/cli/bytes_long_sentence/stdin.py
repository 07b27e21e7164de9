print("The town and the village and the " * 14_000 + "city fell.")
