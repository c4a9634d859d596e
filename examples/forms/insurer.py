"""An insurer's form: a protected sheet whose answer cells alone are unlocked, free text, answers merged over D:F, limits on their length, a macro part."""

from forms.ooxml import Book, Style
from forms.question import Example, near, other, record, same

MACRO = b"trustfill example: stands in for a macro project. There is no code in it.\n"
GENERAL = ["Name of the insured", "Corporate identity number", "Completed by (name, e-mail)"]

# section -> [(most characters or None, question)]
SECTIONS = {
    "Organisation": [
        (250, same("certified-security", "Which ISO standards are you certified against?")),
        (250, near("certified-security", "Are you certified to Cyber Essentials Plus or TISAX?")),
        (None, other("How many people work with information security, and to whom do they report?")),
        (120, other("What was your turnover in the last financial year?")),
        (None, near("malicious-code", "Describe your security awareness programme, with the share of staff who completed it.")),
    ],
    "Protection": [
        (None, same("malicious-code", "How do you counter viruses and other harmful code?")),
        (120, same("malicious-code", "Do all company devices have EDR?")),
        (120, near("malicious-code", "Which EDR product do you use?")),
        (120, other("Is multi-factor authentication required for e-mail and remote access?")),
        (None, same("hardening", "Describe how servers, virtual machines and service protocols are hardened.")),
        (250, same("vuln-patching", "How do you prioritise which vulnerabilities to fix first?")),
        (250, near("vuln-patching", "Within how many days are critical patches installed?")),
        (None, same("network-services", "Describe how networks are managed, monitored and controlled.")),
        (250, same("ddos-network-attacks", "Is the L3/L4 DDoS protection always active?")),
    ],
    "Data": [
        (120, same("encryption-at-rest", "Which encryption algorithm protects data on disk?")),
        (120, near("encryption-at-rest", "Which encryption algorithm protects data in transit?")),
        (250, near("encryption-at-rest", "Are laptops and removable media encrypted?")),
        (120, same("data-in-sweden", "Where do you host the data that customers entrust to you?")),
        (None, same("gdpr-role", "In which capacity do you process personal data?")),
        (250, other("How many records of personal data do you hold in all?")),
    ],
    "Detection and recovery": [
        (None, same("monitoring-24-7", "Describe your real-time monitoring of platform health, security metrics and network traffic.")),
        (120, same("monitoring-data-retention", "For how long is monitoring data kept?")),
        (250, other("How often are backups taken, and is one copy kept offline?")),
        (250, other("When was the incident response plan last exercised?")),
        (None, other("List all cyber incidents of the past three years that cost more than EUR 10,000.")),
        (None, same("high-availability", "Describe what underpins the availability of the service.")),
    ],
}
TEAL, LINE = "0F4C5C", "B9CDD2"
TITLE = Style(bold=True, size=16, color="FFFFFF", fill=TEAL)
HEAD = Style(bold=True, color=TEAL, fill="D7E8EC", border=LINE)
SECTION = Style(bold=True, size=11, color="FFFFFF", fill="3A7D8C", border=LINE, across="center", turned=90)
BODY = Style(border=LINE)
NUMBER = Style(border=LINE, across="center", bold=True)
ENTRY = Style(border=LINE, fill="FFFFFF", locked=False)
OFFICE = Style(border=LINE, fill="ECEFF0")


def general(sheet, row):
    for offset, label in enumerate(GENERAL):
        place = row + offset
        sheet.merge(f"A{place}:C{place}", label, HEAD)
        sheet.merge(f"D{place}:F{place}", None, ENTRY)
        record(sheet.questions, other(label), f"A{place}", None, None, f"D{place}", kind="general")


def section_rows(sheet, row, section, items, number):
    for offset, (limit, ask) in enumerate(items):
        place = row + offset
        sheet.put(f"B{place}", number + offset, NUMBER)
        sheet.merge(f"C{place}:C{place}", ask.text, BODY)  # a merge of one cell: form designers leave them behind
        sheet.merge(f"D{place}:F{place}", None, ENTRY)
        sheet.put(f"G{place}", None, OFFICE)
        if limit:
            sheet.max_length(f"D{place}", limit)
        record(sheet.questions, ask, f"C{place}", str(number + offset), section, f"D{place}")
    sheet.merge(f"A{row}:A{row + len(items) - 1}", section, SECTION)


def build():
    book = Book("Cyber insurance: questions about security", "Skerry Mutual", "2026-02-09T07:45:00Z", macro=MACRO)
    sheet = book.sheet("Cyber form", [9, 6, 58, 26, 26, 26, 18], tab=TEAL, freeze="A10", protected=True)
    sheet.merge("A1:G1", "Skerry Mutual: questions about security, cyber insurance", TITLE)
    sheet.merge("A3:G3", "Answer in full sentences. The white fields are open for writing, everything else is locked. Where a field takes 120 or 250 characters only, "
                "a note appears when you select it.")
    general(sheet, 5)
    sheet.row(9, ["Section", "No.", "Question", None, None, None, "For Skerry Mutual"], HEAD)
    sheet.merge("D9:F9", "Your answer", HEAD)
    row, number = 10, 1
    for section, items in SECTIONS.items():
        section_rows(sheet, row, section, items, number)
        row, number = row + len(items), number + len(items)
    sheet.merge(f"A{row + 1}:G{row + 1}", "Skerry Mutual is a fictional insurer.", Style(italic=True, color="6B7785"))
    return Example.of_book("insurer-protected-form.xlsm", book)
