-- Chinese bigrams cut in C++ (model/bigram), together with the scope tokens; the row id is matter.ordinal.
CREATE VIRTUAL TABLE matter_text USING fts5(body, content='', contentless_delete=1, detail=none, tokenize="ascii");
INSERT INTO matter_text(matter_text, rank) VALUES('secure-delete', 1);
