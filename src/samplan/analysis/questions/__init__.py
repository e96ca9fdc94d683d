"""Questions that can be asked of the figures: one module for each; disclosure control before anything leaves.

Begin with `figures()`, the generation of the store that a page asks all its questions of. What is shared by the
questions lies in `answering`; nothing in it answers anybody.
"""

from samplan.analysis.store.reading import Figures, figures

__all__ = ["Figures", "figures"]
