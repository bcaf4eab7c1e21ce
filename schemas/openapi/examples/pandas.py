import pandas as pd

targets = pd.read_csv("https://plans.example/data/latest/targets/targets.csv")
print(targets.groupby(["document_id", "deadline"]).size())
