"""Charts: described by Altair, drawn to SVG or PNG on the server. Pure; the words come from whoever asks."""

from samplan.publishing.charts.drawing import png, svg
from samplan.publishing.charts.shapes import (
    Break,
    Dot,
    FunnelPicture,
    Line,
    Picture,
    PlaceDot,
    PlacesPicture,
    Point,
    SeriesPicture,
    Size,
)

__all__ = [
    "Break",
    "Dot",
    "FunnelPicture",
    "Line",
    "Picture",
    "PlaceDot",
    "PlacesPicture",
    "Point",
    "SeriesPicture",
    "Size",
    "png",
    "svg",
]
