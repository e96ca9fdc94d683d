"""What can be wrong with a document, each with one clear sentence in Swedish and in English.

Every reader raises only these. The sentence says what is wrong, that nothing was changed, and what to do.
`code` is stable: pages, tests and the log may lean on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

Language = Literal["sv", "en"]
Sentences = Mapping[str, str]

SAFE: Sentences = {"sv": "Inget har ändrats.", "en": "Nothing was changed."}


class DocumentError(Exception):
    """A document that cannot be read. `details` fills the sentences and holds only strings."""

    code: ClassVar[str] = "document_error"
    wrong: ClassVar[Sentences] = {
        "sv": "Dokumentet gick inte att läsa.",
        "en": "The document could not be read.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Spara det som Word (.docx) och försök igen.",
        "en": "Save it as Word (.docx) and try again.",
    }

    def __init__(self, **details: str) -> None:
        self.details = details
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language = "sv") -> str:
        """What is wrong, what is safe and what to do, in plain words."""
        values = _Details(self.details)
        wrong = self.wrong[language].format_map(values)
        todo = self.todo[language].format_map(values)
        return f"{wrong} {SAFE[language]} {todo}"


class _Details(dict[str, str]):
    """A detail that was not told is an ellipsis, never a crash while telling of an error."""

    def __missing__(self, key: str) -> str:
        return "…"


class NoDocument(DocumentError):
    """There is no file there."""

    code = "no_document"
    wrong: ClassVar[Sentences] = {"sv": "Det finns inget dokument att läsa.", "en": "There is no document to read."}
    todo: ClassVar[Sentences] = {"sv": "Välj en fil och försök igen.", "en": "Choose a file and try again."}


class UnknownType(DocumentError):
    """Not a kind of file that Samplan reads. details: seems (Swedish words), seems_en."""

    code = "unknown_type"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är inte ett dokument som Samplan kan läsa; den ser ut att vara {seems}.",
        "en": "The file is not a document that Samplan can read; it seems to be {seems_en}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Använd Word (.docx), PDF, Excel (.xlsx), OpenDocument (.odt) eller ren text (.txt).",
        "en": "Use Word (.docx), PDF, Excel (.xlsx), OpenDocument (.odt) or plain text (.txt).",
    }


class WrongContent(DocumentError):
    """The content is of another kind than the name's ending says. details: ending, seems, seems_en."""

    code = "wrong_content"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen heter något på {ending}, men innehållet ser ut att vara {seems}.",
        "en": "The file's name ends in {ending}, but its content seems to be {seems_en}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Öppna filen i det program som den kommer från, spara den i rätt format och försök igen.",
        "en": "Open the file in the program that it comes from, save it in the right format and try again.",
    }


class OldFormat(DocumentError):
    """A format of before 2007 (.doc, .xls, .rtf). details: seems, seems_en, save_as (".docx" or ".xlsx")."""

    code = "old_format"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är i ett äldre format som inte går att läsa säkert: {seems}.",
        "en": "The file is in an older format that cannot be read safely: {seems_en}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Öppna den, välj Spara som {save_as} och försök igen.",
        "en": "Open it, choose Save as {save_as} and try again.",
    }


class Encrypted(DocumentError):
    """The document needs a password, or its text is encrypted."""

    code = "encrypted"
    wrong: ClassVar[Sentences] = {
        "sv": "Dokumentet är skyddat med lösenord eller krypterat.",
        "en": "The document is protected by a password or encrypted.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Ta bort lösenordet, spara en kopia och försök med kopian.",
        "en": "Remove the password, save a copy and try with the copy.",
    }


class ScannedPages(DocumentError):
    """Pages that are pictures without text. details: pages ("3, 5 och 7"), pages_en. Made by `of`."""

    code = "scanned_pages"
    wrong: ClassVar[Sentences] = {
        "sv": "Sidor som är bilder utan text: {pages}.",
        "en": "Pages that are pictures without text: {pages_en}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Använd originaldokumentet, eller kör textigenkänning (OCR) på det inskannade och försök igen.",
        "en": "Use the original document, or run text recognition (OCR) on the scan and try again.",
    }

    @classmethod
    def of(cls, pages: Iterable[int]) -> ScannedPages:
        """The error for these pages, counted from 1; runs are written as "3–7"."""
        runs = _runs(pages)
        return cls(pages=_listed(runs, "och"), pages_en=_listed(runs, "and"))


class Damaged(DocumentError):
    """The file is broken. details: place (words that tell where, may be left out)."""

    code = "damaged"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är skadad eller ofullständig och går inte att läsa.",
        "en": "The file is damaged or incomplete and cannot be read.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Öppna den i programmet som den kommer från, spara en ny kopia och försök med den.",
        "en": "Open it in the program that it comes from, save a new copy and try with that.",
    }


class EmptyDocument(DocumentError):
    """Nothing to read in it."""

    code = "empty"
    wrong: ClassVar[Sentences] = {"sv": "Dokumentet innehåller ingen text.", "en": "The document holds no text."}
    todo: ClassVar[Sentences] = {
        "sv": "Kontrollera att du valde rätt fil och försök igen.",
        "en": "Check that you chose the right file and try again.",
    }


class TooLarge(DocumentError):
    """More bytes than allowed. details: size_mb (and as Swedish writes it, size_sv), max_mb."""

    code = "too_large"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är {size_sv} MB; gränsen är {max_mb} MB.",
        "en": "The file is {size_mb} MB; the limit is {max_mb} MB.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Ta bort stora bilder ur dokumentet, eller dela det, och försök igen.",
        "en": "Remove large pictures from the document, or divide it, and try again.",
    }

    @classmethod
    def of(cls, size: int, *, max_mb: float) -> TooLarge:
        """The error for a file of `size` bytes."""
        size_mb = f"{size / 1_000_000:.1f}"
        return cls(size_mb=size_mb, size_sv=size_mb.replace(".", ","), max_mb=f"{max_mb:g}")


class ZipBomb(DocumentError):
    """Packed so that it would unpack to an unreasonable size."""

    code = "zip_bomb"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är packad så att den skulle bli orimligt stor när den packas upp.",
        "en": "The file is packed so that it would become unreasonably large when unpacked.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Öppna originalet, spara en ny kopia och försök med den; fråga avsändaren om du inte vet var den kommer "
        "ifrån.",
        "en": "Open the original, save a new copy and try with that; ask the sender if you do not know where the file "
        "comes from.",
    }


class UnsafeXml(DocumentError):
    """The file's XML has entities, a document type or points at something outside the file."""

    code = "unsafe_xml"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen innehåller XML som kan hämta eller mångfaldiga innehåll utifrån, och lästes därför inte.",
        "en": "The file holds XML that can fetch or multiply content from outside, and was therefore not read.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Spara en ny kopia från Word, Excel eller LibreOffice och försök med den.",
        "en": "Save a new copy from Word, Excel or LibreOffice and try with that.",
    }


class TooManyPages(DocumentError):
    """More pages, rows or parts than allowed. details: pages, max_pages. Made by `of`."""

    code = "too_many_pages"
    wrong: ClassVar[Sentences] = {
        "sv": "Dokumentet har {pages} sidor; gränsen är {max_pages}.",
        "en": "The document has {pages} pages; the limit is {max_pages}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Spara de sidor som hör till planen som ett eget dokument och försök med det.",
        "en": "Save the pages that belong to the plan as a document of its own and try with that.",
    }

    @classmethod
    def of(cls, pages: int, *, max_pages: int) -> TooManyPages:
        """The error for a document of so many pages."""
        return cls(pages=str(pages), max_pages=str(max_pages))


class TooMuchText(DocumentError):
    """More text than a plan can hold. details: the limits with thousands as each language parts them. Made by `of`."""

    code = "too_much_text"
    wrong: ClassVar[Sentences] = {
        "sv": "Dokumentet är för långt; gränsen är {parts_sv} stycken och celler och {characters_sv} tecken.",
        "en": "The document is too long; the limit is {parts_en} paragraphs and cells and {characters_en} characters.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Spara den del som är planen som ett eget dokument och försök med det.",
        "en": "Save the part that is the plan as a document of its own and try with that.",
    }

    @classmethod
    def of(cls, parts: int, *, max_parts: int, max_characters: int) -> TooMuchText:
        """The error for a document of so many parts."""
        told = {"parts": max_parts, "characters": max_characters}
        english = {f"{name}_en": f"{limit:,}" for name, limit in told.items()}
        swedish = {f"{name}_sv": f"{limit:,}".replace(",", "\xa0") for name, limit in told.items()}
        return cls(parts=str(parts), **english, **swedish)


class CutShort(DocumentError):
    """The reading ended before it was done: the server was stopped or started again."""

    code = "cut_short"
    wrong: ClassVar[Sentences] = {
        "sv": "Läsningen avbröts innan den var klar, till exempel för att servern startades om.",
        "en": "The reading was cut short before it was done, for instance because the server was started again.",
    }
    todo: ClassVar[Sentences] = {"sv": "Läs dokumentet igen.", "en": "Read the document again."}


class TookTooLong(DocumentError):
    """The reading did not end in time. details: seconds."""

    code = "took_too_long"
    wrong: ClassVar[Sentences] = {
        "sv": "Läsningen tog mer än {seconds} sekunder och avbröts.",
        "en": "The reading took more than {seconds} seconds and was stopped.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Försök igen, eller dela dokumentet i mindre delar.",
        "en": "Try again, or divide the document into smaller parts.",
    }


class TooMuchMemory(DocumentError):
    """The reading needed more memory than allowed. details: memory_mb."""

    code = "too_much_memory"
    wrong: ClassVar[Sentences] = {
        "sv": "Läsningen behövde mer minne än de {memory_mb} MB som är tillåtna och avbröts.",
        "en": "The reading needed more memory than the {memory_mb} MB that are allowed and was stopped.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Ta bort stora bilder ur dokumentet, eller dela det, och försök igen.",
        "en": "Remove large pictures from the document, or divide it, and try again.",
    }


class NoPlanFile(DocumentError):
    """JSON, but no plan file."""

    code = "no_plan_file"
    wrong: ClassVar[Sentences] = {
        "sv": "Filen är JSON, men inte en planfil från Samplan.",
        "en": "The file is JSON, but no plan file of Samplan.",
    }
    todo: ClassVar[Sentences] = {
        "sv": 'En planfil har "format": "samplan-plan/1". Hämta den som data från en utgåva och försök igen.',
        "en": 'A plan file has "format": "samplan-plan/1". Take it as data from an edition and try again.',
    }


class EmptyPlanFile(DocumentError):
    """A plan file in which no word of a plan stands."""

    code = "empty_plan_file"
    wrong: ClassVar[Sentences] = {
        "sv": "Planfilen är tom: den har varken titel, mål eller områden.",
        "en": "The plan file is empty: it has no title, no goals and no areas.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Hämta planen som data på nytt där den kommer från och försök igen.",
        "en": "Fetch the plan as data anew from where it came and try again.",
    }


class BadPlanFile(DocumentError):
    """A plan file that does not follow its format. details: what, what_en (the path of the key and its fault)."""

    code = "bad_plan_file"
    wrong: ClassVar[Sentences] = {
        "sv": "Planfilen följer inte formatet samplan-plan/1: {what}.",
        "en": "The plan file does not follow the format samplan-plan/1: {what_en}.",
    }
    todo: ClassVar[Sentences] = {
        "sv": "Rätta det i filen och läs in den igen, eller hämta den på nytt där den kommer från.",
        "en": "Correct it in the file and read it in again, or fetch it anew from where it came.",
    }


KINDS: Mapping[str, type[DocumentError]] = {
    kind.code: kind
    for kind in (
        DocumentError, NoDocument, UnknownType, WrongContent, OldFormat, Encrypted, ScannedPages, Damaged,
        EmptyDocument, TooLarge, ZipBomb, UnsafeXml, TooManyPages, TooMuchText, CutShort, TookTooLong, TooMuchMemory,
        NoPlanFile, EmptyPlanFile, BadPlanFile,
    )
}  # fmt: skip
"""Every error by its code: an error crosses from the reading process as its code and details."""


def rebuilt(code: str, details: Mapping[str, str]) -> DocumentError:
    """The error that another process told of."""
    return KINDS.get(code, DocumentError)(**{str(key): str(value) for key, value in details.items()})


def _runs(pages: Iterable[int]) -> list[str]:
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]


def _listed(words: list[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
