"""The example city as plain files: records in TOML, documents in text. Read by `zhenggai.demo.city`."""
