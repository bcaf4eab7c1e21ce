import json
from urllib.request import urlopen

with urlopen("https://plans.example/api/v1/targets.json") as answer:
    targets = json.load(answer)["data"]

for target in targets:
    if target["area"]["id"] == "shenzhen":
        print(target["deadline"], target["indicator"]["name"], target["value_text"])
