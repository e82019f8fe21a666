"""Tables that people fill in (.xlsx, .xls, .csv): opened safely, their layout recognised, their rows read; and written.

Pure: bytes in, values out. What cannot be taken is a BadFile, or a remark on the cell in which it stands.
"""
