-- Schema 3 as it was written last: a place tells how sure OCR was.
UPDATE lines SET printed = '[2,[1.0,2.0,30.5,4.0],[[1.0,2.0,3.0,4.0],null],null]' WHERE report = 1 AND number = 1;
