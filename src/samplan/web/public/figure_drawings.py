"""Charts inside pages."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from samplan.publishing.charts import FunnelPicture, SeriesPicture, Size, svg


def page_svgs(shown: SeriesPicture | None, key: str, *, small: bool = False) -> SafeString:
    """The drawing for a page, once for each width class. Made here of escaped parts, so it may stand as it is."""
    if shown is None:
        return SafeString("")
    sizes = (Size.SMALL,) if small else (Size.WIDE, Size.MIDDLE, Size.NARROW)
    return mark_safe("".join(svg(shown, size, key=f"{key}-{size.value}") for size in sizes))  # noqa: S308 (our own)


def funnel_svg(shown: FunnelPicture, key: str) -> SafeString:
    """A funnel for a page: one drawing that fits the narrowest and the widest."""
    return mark_safe(svg(shown, Size.SMALL, key=key))  # noqa: S308 (our own)
