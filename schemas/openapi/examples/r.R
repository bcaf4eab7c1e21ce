targets <- read.csv(
  "https://plans.example/data/latest/targets/targets.csv",
  encoding = "UTF-8", na.strings = ""
)
print(table(targets$document_id, targets$deadline))
