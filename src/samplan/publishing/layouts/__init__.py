"""How a plan is set on paper. Pure: a `PlanContent` goes in, a document or the bytes of a file come out."""

from samplan.publishing.layouts.exchange import plan_file_of
from samplan.publishing.layouts.imprint import Imprint, citation, citation_en, edition_words, edition_words_en
from samplan.publishing.layouts.rendering import Rendered, choose, document_of, render, workbook_of
from samplan.publishing.layouts.wording import numbered, swedish_key

__all__ = [
    "Imprint",
    "Rendered",
    "choose",
    "citation",
    "citation_en",
    "document_of",
    "edition_words",
    "edition_words_en",
    "numbered",
    "plan_file_of",
    "render",
    "swedish_key",
    "workbook_of",
]
