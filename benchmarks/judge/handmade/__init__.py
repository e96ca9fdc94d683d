"""A second judge of the document reader: documents written by hand, each as another county's author would.

Every module here holds one document and its truth; counties and contents are made up. The readers' developers see
figures and general causes, not these wordings, so that nothing is tuned to them.
"""

from benchmarks.judge.handmade import adala, hallsjo, langsele, norrvidda, ostermark, storlunda, sundmark, vastmo

DOCUMENTS = tuple(m.make for m in (adala, sundmark, norrvidda, hallsjo, storlunda, vastmo, langsele, ostermark))
"""What makes each document, in the order in which they were written."""
