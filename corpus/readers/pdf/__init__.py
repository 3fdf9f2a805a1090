"""Reading PDF: glyphs and drawn lines of a page, its tables, its text, and all pages as one report."""
