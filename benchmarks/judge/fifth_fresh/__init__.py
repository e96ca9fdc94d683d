"""The fifth fresh set: layouts, words and areas of somebody who has not seen the reader."""
