"""Pages: views, forms, templates, static files."""
