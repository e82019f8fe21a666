"""Writing official documents: plain values in, .docx bytes out."""
