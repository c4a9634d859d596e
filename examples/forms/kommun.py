"""A Swedish municipality's list as csv: semicolons, UTF-8 with BOM, CRLF, line breaks in quoted fields, the area only where it changes."""

from forms.question import Example, near, other, record, same

HEADER = ["Nr", "Område", "Fråga", "Svar (Ja/Nej/Delvis)", "Kommentar"]
BLANK, NOTHING = [""] * len(HEADER), []  # a record of empty fields, and a line with nothing on it: both count

AREAS = {
    "Drift och lagring": [
        same("data-in-sweden", "Lagras kunddata i Sverige?"),
        near("data-in-sweden", "Förvaras säkerhetskopior i samma datacenter som originalen?"),
        same("digital-sovereignty", "Omfattas ni av US CLOUD Act?"),
        near("digital-sovereignty", "Har ni en underleverantör som lyder under amerikansk lag?"),
        same("high-availability", "Är plattformen uppbyggd med redundans?"),
        near("high-availability", "Garanteras en tillgänglighet på minst 99,9 % per månad?"),
    ],
    "Kryptering": [
        same("encryption-at-rest", "Krypterar ni lagrade kunddata ?"),
        near("encryption-at-rest", "Krypteras kunddata både vid lagring\noch vid överföring?"),
        same("encryption-at-rest", "Finns det okrypterade diskar i miljön?"),
    ],
    "Behörighet": [
        same("secret-auth-info", "Förekommer hemligheter i klartext i källkod?"),
        other("Krävs inloggning med e-legitimation eller annan flerfaktorsautentisering?"),
        same("user-secret-expectations", "Är det förbjudet för användare att dela inloggningsuppgifter?"),
        other("Gås behörigheter igenom minst två gånger om året?"),
    ],
    "Loggning": [
        same("event-logging", "Loggas säkerhetshändelser?"),
        same("monitoring-data-retention", "Sparas övervakningens mätvärden i minst 90 dagar?"),
        near("monitoring-data-retention", "Sparas revisionsloggar i minst fem år?\n(Gäller även efter avtalets slut.)"),
        same("clock-sync", "Får alla relevanta system sin tid från samma källa?"),
        near("customer-log-access", 'Kan kommunen få loggar överförda till sin egen "loggserver"?'),
    ],
    "Sårbarheter": [
        same("vuln-patching", "Genomför ni sårbarhetsskanning regelbundet?"),
        near("vuln-patching", "Åtgärdas kritiska sårbarheter inom 48 timmar?"),
        other("Anlitar ni en extern part för penetrationstester?"),
        same("malicious-code", "Har alla företagets enheter EDR?"),
    ],
    "Personuppgifter": [
        same("gdpr-role", "Tecknar ni personuppgiftsbiträdesavtal (PUB-avtal) med kunder?"),
        near("gdpr-role", "Anmäls en personuppgiftsincident till kommunen inom 24 timmar?"),
        other("Gallras personuppgifter enligt kommunens dokumenthanteringsplan?"),
    ],
}
CHOICES = ["Ja", "Nej", "Delvis"]  # named in the header only: a csv has no dropdown


def field(value):
    special = any(mark in value for mark in ';"\n')
    return '"' + value.replace('"', '""') + '"' if special else value


def records():
    """The records of the file and the questions in them."""
    lines, questions, number = [HEADER], [], 0
    for area, asks in AREAS.items():
        if lines[1:]:
            lines.append(NOTHING if area == "Personuppgifter" else BLANK)
        for position, ask in enumerate(asks):
            number += 1
            lines.append([str(number), "" if position else area, ask.text, "", ""])
            row = len(lines)
            record(questions, ask, f"C{row}", str(number), area, f"D{row}", f"E{row}", choices_alt=[CHOICES])
    return lines + [BLANK, BLANK, BLANK], questions


def build():
    lines, questions = records()
    text = "".join(";".join(map(field, line)) + "\r\n" for line in lines)
    return Example("kommun-leverantorsfragor.csv", b"\xef\xbb\xbf" + text.encode(), [("", questions)])
