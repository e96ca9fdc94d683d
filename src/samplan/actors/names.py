"""What roles and kinds of bodies are called on screen, in both languages."""

from __future__ import annotations

from samplan.actors.models import BodyKind, Role
from samplan.actors.shapes import Sentences

ROLE_NAMES: dict[Role, Sentences] = {
    Role.ADMINISTRATOR: Sentences("Administratör", "Administrator"),
    Role.COORDINATOR: Sentences("Samordnare", "Coordinator"),
    Role.AREA_OWNER: Sentences("Områdesansvarig", "Area owner"),
    Role.MUNICIPAL_CONTACT: Sentences("Kommunens kontaktperson", "Municipal contact"),
    Role.REGION_CONTACT: Sentences("Regionens kontaktperson", "Region contact"),
    Role.DECISION_MAKER: Sentences("Beslutsfattare", "Decision-maker"),
    Role.USER_REPRESENTATIVE: Sentences("Brukarrepresentant", "User representative"),
    Role.CONTROLLER: Sentences("Controller", "Fund controller"),
    Role.ANALYST: Sentences("Analytiker", "Analyst"),
    Role.READER: Sentences("Läsare", "Reader"),
}

BODY_KIND_NAMES: dict[BodyKind, Sentences] = {
    BodyKind.REGION: Sentences("Region", "Region"),
    BodyKind.MUNICIPALITY: Sentences("Kommun", "Municipality"),
    BodyKind.UNIT: Sentences("Verksamhet", "Unit"),
    BodyKind.FUNCTION: Sentences("Funktion", "Function"),
    BodyKind.ASSOCIATION: Sentences("Förening", "Association"),
    BodyKind.NETWORK: Sentences("Nätverk", "Network"),
    BodyKind.OTHER: Sentences("Annan", "Other"),
}
