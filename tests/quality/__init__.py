"""How well the reader reads: precision, recall and F1 per list, against records and annotated plans."""
