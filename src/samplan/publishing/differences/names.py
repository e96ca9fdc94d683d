"""What kinds, fields and changes are called, in both languages: pages, documents and data use the same words."""

from __future__ import annotations

from samplan.publishing.differences.shapes import Field, Kind, Mark, Said

MARKS: dict[str, Said] = {
    Mark.ADDED: Said("Ny", "New"),
    Mark.DROPPED: Said("Borttagen", "Removed"),
    Mark.MOVED: Said("Flyttad", "Moved"),
    Mark.REWORDED: Said("Omformulerad", "Reworded"),
    Mark.STATUS: Said("Ny status", "New status"),
    Mark.ATTAINMENT: Said("Ny bedömning", "New judgement"),
    Mark.OWNER: Said("Nytt ansvar", "New responsibility"),
    Mark.TIME: Said("Ny tid", "New time"),
    Mark.TAGS: Said("Nya taggar", "New tags"),
    Mark.CHANGED: Said("Ändrade uppgifter", "Changed details"),
}

KINDS: dict[str, Said] = {
    Kind.PLAN: Said("Planen", "The plan"),
    Kind.OVERALL_GOAL: Said("Övergripande mål", "Overall goal"),
    Kind.TARGET_IMAGE: Said("Målbild", "Target picture"),
    Kind.FOCUS_AREA: Said("Fokusområde", "Focus area"),
    Kind.PERSPECTIVE: Said("Perspektiv", "Perspective"),
    Kind.EFFECT: Said("Effekt", "Effect"),
    Kind.AREA: Said("Område", "Area"),
    Kind.BACKGROUND: Said("Bakgrund", "Background"),
    Kind.NEEDS: Said("Behov", "Need"),
    Kind.NEED: Said("Behov", "Need"),
    Kind.GOAL: Said("Mål", "Goal"),
    Kind.ACTIVITY: Said("Aktivitet", "Activity"),
    Kind.INDICATOR: Said("Indikator", "Indicator"),
    Kind.QUESTION: Said("Utmaningsfråga", "Challenge question"),
    Kind.PROPOSAL: Said("Förslag", "Proposal"),
    Kind.FOLLOWUP_QUESTION: Said("Uppföljningsfråga", "Follow-up question"),
    Kind.FOLLOWUP: Said("Uppföljning", "Follow-up"),
    Kind.COMMENT: Said("Kommentar", "Comment"),
    Kind.DEPENDENCY: Said("Beroende", "Dependency"),
    Kind.FUND: Said("Medel", "Funds"),
    Kind.OTHER: Said("Övrig text", "Other text"),
}

FIELDS: dict[str, Said] = {
    Field.TEXT: Said("Text", "Text"),
    Field.NUMBER: Said("Nummer", "Number"),
    Field.GROUP: Said("Avsnitt", "Section"),
    Field.FOCUS: Said("Fokusområde", "Focus area"),
    Field.TIME: Said("Tid", "Time"),
    Field.STATUS: Said("Status", "Status"),
    Field.STATUS_WRITTEN: Said("Status som skriven", "Status as written"),
    Field.RESPONSIBLE: Said("Ansvarig", "Responsible"),
    Field.TAKES_PART: Said("Medverkar", "Takes part"),
    Field.INFORMED: Said("Informeras", "Informed"),
    Field.ATTAINMENT: Said("Måluppfyllelse", "Goal attainment"),
    Field.GROUNDS: Said("Underlag", "Grounds"),
    Field.LEVEL: Said("Sikt", "Horizon"),
    Field.SORT: Said("Sort", "Sort"),
    Field.TARGET: Said("Målvärde", "Target value"),
    Field.SOURCE: Said("Källa", "Source"),
    Field.IDENTIFIED: Said("Identifierat av", "Identified by"),
    Field.COST: Said("Kostnad", "Cost"),
    Field.YEAR: Said("År", "Year"),
    Field.ACTOR: Said("Aktör", "Actor"),
    Field.TAGS: Said("Hör till", "Belongs to"),
    Field.MORE: Said("Mer", "More"),
}
