"""Measurements that the README reports, for anybody to repeat: the judge of the reader, and speed."""
