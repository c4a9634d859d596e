"""A bank's due diligence: requirements instead of questions, a header of two rows, sections as rows of their own, number and text in one cell."""

from forms.ooxml import Book, Style
from forms.question import Example, near, other, record, same

CHOICES = ["Yes", "No", "N/A"]
PLACEHOLDER = "<Please provide details>"
VENDOR = "Elastx AB"  # the sample knowledge base is theirs; the bank is fictional

# section -> requirements; a pair ("open", ask) is answered in one wide cell, ("if", ask) too and only if the row above is a Yes
SECTIONS = {
    "1. Governance and compliance": [
        same("certified-security", "The supplier must be certified in accordance with ISO 27001."),
        near("certified-security", "The supplier shall provide an ISAE 3402 type II report every year."),
        same("digital-sovereignty", "The supplier shall not be covered by the CLOUD Act."),
        other("The supplier shall have professional indemnity insurance of at least EUR 10 million."),
        near("certified-security", "The supplier shall accept audits by the bank and by the financial supervisory authority on the supplier's premises."),
        ("if", other("If yes, describe how such an audit is ordered and what it costs.")),
    ],
    "2. Data and encryption": [
        same("data-in-sweden", "The supplier shall keep the customer's data in Swedish data centres."),
        same("encryption-at-rest", "The supplier shall use strong encryption for information at rest."),
        near("encryption-at-rest", "The supplier shall use strong encryption for information\nat rest, in transit and in backups."),
        near("encryption-at-rest", "Encryption keys shall be replaced at least once every 12 months."),
        same("gdpr-role", "The supplier shall sign a Data Processing Agreement that meets GDPR."),
        near("gdpr-role", "The supplier shall notify the bank of a personal data breach within 12 hours."),
        ("open", near("data-in-sweden", "List every location, with address, at which the bank's data is processed.")),
    ],
    "3. Access and logging": [
        same("secret-auth-info", "The supplier shall use a password manager that upholds good password quality."),
        same("user-secret-expectations", "Users shall be required to handle their login details securely."),
        other("All remote access shall require multi-factor authentication."),
        same("privileged-access-logged", "The supplier shall maintain an audit trail of privileged access."),
        near("privileged-access-logged", "Privileged access rights shall be recertified every quarter."),
        same("log-protection", "The supplier shall collect logs centrally in a tamper-resistant manner."),
        near("event-logging", "Logs shall be kept for at least five years."),
        same("clock-sync", "The supplier shall synchronise the clocks of all relevant systems with one common time source."),
        ("open", near("privileged-access-logged", "Describe how privileged accounts are requested, approved and withdrawn.")),
    ],
    "4. Operations": [
        same("monitoring-24-7", "The supplier shall supervise its environment in real time and raise alarms on deviations."),
        same("vuln-patching", "The provider shall have a central process for finding, risk-rating and fixing vulnerabilities."),
        near("vuln-patching", "Critical security patches shall be installed within 72 hours."),
        same("report-vulnerability", "The supplier shall offer a confidential channel for reporting security weaknesses."),
        other("An independent party shall carry out threat-led penetration tests at least every three years."),
        same("ddos-network-attacks", "The service shall be protected against volumetric denial-of-service attacks by always-on layer 3 and 4 measures."),
        near("high-availability", "The supplier shall restore the service within four hours of an outage."),
        ("if", near("high-availability", "If yes, describe how the restoration is tested and when it was last done.")),
    ],
    "5. Subcontracting and exit": [
        other("The supplier shall obtain the bank's consent before a new subcontractor is engaged."),
        other("The supplier shall keep a register of all subcontractors that support the service."),
        same("no-lock-in", "The solution shall build on open standards so that the customer is not tied to one vendor."),
        near("no-lock-in", "The supplier shall assist for at least 12 months with the move to another vendor."),
        ("open", near("no-lock-in", "Describe the formats in which the bank's data can be exported.")),
    ],
}
HIDDEN = "4.5"  # hidden by the bank's filter for this type of service, and still a requirement

GREEN, LINE = "14532D", "BFCFC4"
TITLE = Style(bold=True, size=16, color=GREEN)
HEAD = Style(bold=True, color="FFFFFF", fill=GREEN, border=LINE, across="center")
SECTION = Style(bold=True, size=11, color=GREEN, fill="DCEBE0", border=LINE)
BODY = Style(border=LINE)
PICK = Style(border=LINE, across="center")
OPEN = Style(border=LINE, italic=True, color="6B7785")
OWN = Style(border=LINE, fill="F1F3F2")
SMALL = Style(size=9, color="6B7785")


def head(sheet):
    sheet.merge("A1:D1", "Fjordgate Bank - due diligence of outsourcing suppliers", TITLE)
    sheet.merge("A2:D2", "Fjordgate Bank outsources under the supervision of its financial authority. A No does not rule a supplier out, an untrue Yes does. "
                "Comment on every No and N/A. The column on the right is filled in by the bank.")
    sheet.merge("A4:A5", "Requirement", HEAD)
    sheet.merge("B4:C4", VENDOR, HEAD)
    sheet.merge("D4:D5", "Assessment by the bank", HEAD)
    sheet.put("B5", "Yes / No / N/A", HEAD)
    sheet.put("C5", "Comments", HEAD)


def requirement(sheet, row, code, section, item):
    """One requirement; returns whether its answer is picked from the list."""
    kind, ask = item if isinstance(item, tuple) else ("list", item)
    sheet.put(f"A{row}", f"{code} {ask.text}", BODY)
    sheet.put(f"D{row}", None, OWN)
    if kind == "list":
        sheet.put(f"B{row}", None, PICK)
        sheet.put(f"C{row}", None, BODY)
        record(sheet.questions, ask, f"A{row}", code, section, f"B{row}", f"C{row}", CHOICES)
    else:
        sheet.merge(f"B{row}:C{row}", PLACEHOLDER, OPEN)
        more = {"conditional": True} if kind == "if" else {}
        record(sheet.questions, ask, f"A{row}", code, section, f"B{row}", **more)
    if code == HIDDEN:
        sheet.hidden_rows.add(row)
    return kind == "list"


def requirements(sheet, row):
    """All sections from `row` on; returns the cells to be picked from the list and the row after the last."""
    picked = []
    for section, items in SECTIONS.items():
        sheet.merge(f"A{row}:D{row}", section, SECTION)
        for number, item in enumerate(items, 1):
            row += 1
            if requirement(sheet, row, f"{section[0]}.{number}", section, item):
                picked.append(f"B{row}")
        row += 1
    return picked, row


def footer(sheet, row):
    """Signature lines, and below them the list that the dropdowns use; returns its range."""
    for offset, label in enumerate(["Signed on behalf of the supplier", "Name and title", "Place and date"], 1):
        sheet.put(f"A{row + offset}", label, BODY)
        sheet.merge(f"B{row + offset}:C{row + offset}", None, BODY)
    sheet.put(f"A{row + 6}", "Permitted answers (do not change)", SMALL)
    for offset, choice in enumerate(CHOICES, 7):
        sheet.put(f"A{row + offset}", choice, SMALL)
    return f"$A${row + 7}:$A${row + 6 + len(CHOICES)}"


def build():
    book = Book("Supplier due diligence", "Fjordgate Bank", "2026-01-26T10:00:00Z")
    sheet = book.sheet("Due diligence", [68, 16, 56, 24], tab=GREEN, freeze="A6")
    head(sheet)
    picked, row = requirements(sheet, 6)
    sheet.choices(" ".join(picked), footer(sheet, row))
    book.repeat_rows(sheet, "$4:$5")
    return Example.of_book("bank-due-diligence.xlsx", book)
