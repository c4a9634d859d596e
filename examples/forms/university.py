"""A vendor review in the manner of the HECVAT: four form sheets, the section's name in the question column's header, questions looked up from a
hidden sheet, dropdowns in extLst, a report that repeats it all, and one answer that mirrors an earlier one."""

from forms.ooxml import Book, Style
from forms.question import Example, near, other, record, same

YES_NO, YES_NO_NA, TENANCY = "yes-no", "yes-no-na", "tenancy"
LISTS = {  # kind -> (range on the sheet Lists, its choices); a kind that is not here is free text
    YES_NO: ("Lists!$A$2:$A$3", ["Yes", "No"]),
    YES_NO_NA: ("Lists!$B$2:$B$4", ["Yes", "No", "N/A"]),
    TENANCY: ("Lists!$C$2:$C$4", ["Hardware of our own for each customer", "Shared hardware, logical separation", "One shared application for all customers"]),
}
TEXT, MIRROR, CONDITIONAL = "text", "mirror", "conditional"

GENERAL = ["Vendor name", "Product or service", "Name of the contact", "E-mail of the contact", "Date completed", "Link to the privacy notice"]
PROCESSOR = same("gdpr-role", "Do you act as processor of personal data?", "Processor in the sense of GDPR, article 4.")

# sheet -> {section: (prefix, [(kind, question)])}
FORM = {
    "Start here": {
        "Required questions": ("REQU", [
            (YES_NO, other("Will the service hold personal data of students?", "Think of names, grades and student numbers.")),
            (YES_NO, PROCESSOR),
            (YES_NO, other("Will the service take card payments on behalf of the university?")),
        ]),
    },
    "Company": {
        "Company profile": ("COMP", [
            (TEXT, near("digital-sovereignty", "Describe your ownership structure, including any parent company.")),
            (TEXT, same("digital-sovereignty", "Which country's jurisdiction are you under?")),
            (TEXT, other("How many universities use the service today?", "A number and two references.")),
            (YES_NO, other("Was the service down for more than four hours at a time during the past 12 months?")),
        ]),
        "Certification and audit": ("CERT", [
            (YES_NO_NA, same("certified-security", "Are you ISO 27017 certified?")),
            (YES_NO_NA, same("certified-security", "Do independent auditors review you on a recurring basis?")),
            (YES_NO_NA, near("certified-security", "Does your security programme conform to NIST SP 800-53?")),
            (TEXT, near("certified-security", "How often do independent auditors review you?", "State the interval in months.")),
        ]),
        "People": ("PEOP", [
            (YES_NO_NA, same("malicious-code", "Do your employees receive recurring security awareness training?")),
            (CONDITIONAL, near("malicious-code", "If yes, describe how often the training is given and who attends.")),
            (YES_NO_NA, near("malicious-code", "Do developers receive training in secure coding every year?")),
            (YES_NO_NA, other("Are employees with access to the university's data screened before they are hired?")),
            (YES_NO_NA, other("Is there a disciplinary process for employees who break the security policy?")),
        ]),
    },
    "Infrastructure": {
        "Hosting": ("HOST", [
            (TEXT, same("data-in-sweden", "Where is customer data stored?", "Country is enough.")),
            (YES_NO, same("data-in-sweden", "Is customer data stored within the EU?")),
            (YES_NO, near("high-availability", "Is customer data replicated between two geographically separate data centers?")),
            (YES_NO_NA, same("tenant-separation", "Is the management plane isolated from tenant workloads?")),
            (TENANCY, near("tenant-separation", "Which of the statements describes the tenancy of the service best?")),
        ]),
        "Network": ("NETW", [
            (YES_NO, same("ddos-network-attacks", "Is DDoS protection in place?")),
            (YES_NO, same("ddos-network-attacks", "Do you offer a Web Application Firewall (WAF)?")),
            (YES_NO_NA, near("ddos-network-attacks", "Are the rules of the web application firewall tuned by your own staff?")),
            (YES_NO, same("network-services", "Is the network divided into separated security zones with segmented traffic?")),
            (YES_NO_NA, other("Is remote administration possible only through VPN with multi-factor authentication?")),
        ]),
        "Logging": ("LOGG", [
            (YES_NO, same("customer-log-access", "Do customers have access to logs for their own services?")),
            (YES_NO_NA, near("customer-log-access", "Can logs be streamed to the university's SIEM?")),
            (YES_NO, same("clock-sync", "Do all relevant systems get their time from the same reference?")),
            (YES_NO, near("monitoring-data-retention", "Are audit logs kept for at least 12 months?")),
        ]),
        "Vulnerabilities": ("VULN", [
            (YES_NO_NA, same("vuln-patching", "Are container images scanned automatically in the build pipeline?")),
            (YES_NO, near("vuln-patching", "Are critical vulnerabilities remediated within 7 days?")),
            (YES_NO, same("report-vulnerability", "Is there a contact point for vulnerability reports?")),
            (YES_NO_NA, other("Can you share a summary of your latest penetration test?")),
        ]),
        "Continuity": ("CONT", [
            (YES_NO, same("high-availability", "Is the platform designed with redundancy?")),
            (TEXT, near("high-availability", "State your recovery time objective (RTO) and recovery point objective (RPO).")),
            (YES_NO, other("Is the business continuity plan exercised every year?")),
        ]),
    },
    "Privacy": {
        "Roles": ("ROLE", [
            (MIRROR, PROCESSOR),
            (TEXT, same("gdpr-role", "Whom do we contact about GDPR matters?")),
            (YES_NO, near("gdpr-role", "Have you appointed a data protection officer?")),
            (TEXT, near("gdpr-role", "List your sub-processors and where they are established.")),
        ]),
        "Handling of data": ("DATA", [
            (YES_NO, same("encryption-at-rest", "Is customer information kept in clear text on disk?")),
            (YES_NO, near("encryption-at-rest", "Is customer information encrypted when it passes over public networks?")),
            (YES_NO, same("no-lock-in", "Do customers keep full control over their own data?")),
            (YES_NO, near("no-lock-in", "Can the university export its data in an open format when the contract ends?", "CSV, JSON or another documented format.")),
            (YES_NO, other("Is the university's data erased within 30 days of the end of the contract?")),
            (YES_NO, other("Is the university's data used to train machine learning models?")),
        ]),
    },
}
WIDTHS = [12, 56, 26, 48, 34]
PLUM, LINE = "4A2545", "CFC4CD"
TITLE = Style(bold=True, size=16, color=PLUM)
HEAD = Style(bold=True, color="FFFFFF", fill=PLUM, border=LINE)
CODE, BODY = Style(bold=True, border=LINE), Style(border=LINE)
NOTE = Style(italic=True, border=LINE, color="6B7785", fill="F6F3F5")
ENTRY = Style(border=LINE, fill="EEF6FB")
INTRO = [
    "Thank you for your interest in the University of Harrowmere. Our review board reads this form before any system is bought.",
    "1. Fill in the general information and the required questions on this sheet.\n2. Answer the sheets Company, Infrastructure and Privacy; choose from the"
    " list where there is one.\n3. Use the additional information for anything that we should know. The guidance tells what we look for.",
    "The sheet Analyst report is ours. Nothing is to be entered there.",
]


class Review:
    """The book while it grows: the store of questions that the visible sheets look up, and what the analyst report repeats."""

    def __init__(self):
        self.book = Book("Vendor review", "University of Harrowmere", "2026-02-02T08:30:00Z")
        self.store, self.repeated, self.mirrored = [], [], None
        self.picked = {}  # (sheet, range of the list) -> the cells that use it

    def looked_up(self, sheet, row, column, text, style):
        """A cell that fetches its text from the hidden sheet by the id in column A."""
        index = {"B": 2, "E": 3}[column]
        sheet.put(f"{column}{row}", text, style, f"VLOOKUP($A{row},Questions!$A$2:$C${self.total() + 1},{index},FALSE)")

    @staticmethod
    def total():
        return sum(len(asks) for sections in FORM.values() for _, asks in sections.values())

    def general(self, sheet, row):
        sheet.row(row, ["ID", "General information", "Vendor answer", None, None], HEAD)
        sheet.merge(f"C{row}:E{row}", "Vendor answer", HEAD)
        for number, label in enumerate(GENERAL, 1):
            place = row + number
            sheet.row(place, [f"GNRL-{number:02}", label], BODY)
            sheet.merge(f"C{place}:E{place}", "<Vendor name>" if number == 1 else None, ENTRY)
            record(sheet.questions, other(label), f"B{place}", f"GNRL-{number:02}", "General information", f"C{place}", kind="general")
        return row + len(GENERAL) + 2

    def sections(self, sheet, row):
        for section, (prefix, asks) in FORM[sheet.name].items():
            sheet.row(row, ["ID", section, "Vendor answer", "Additional information", "Guidance"], HEAD)
            for number, (kind, ask) in enumerate(asks, 1):
                self.question(sheet, row + number, f"{prefix}-{number:02}", section, kind, ask)
            row += len(asks) + 2

    def question(self, sheet, row, code, section, kind, ask):
        self.store.append((code, ask.text, ask.note))
        self.repeated.append((sheet.name, row, code, ask.text))
        sheet.put(f"A{row}", code, CODE)
        self.looked_up(sheet, row, "B", ask.text, BODY)
        sheet.put(f"C{row}", None, ENTRY)
        sheet.put(f"D{row}", None, ENTRY)
        self.looked_up(sheet, row, "E", ask.note, NOTE)
        area, choices = LISTS.get(YES_NO if kind == MIRROR else kind, (None, []))
        if kind == MIRROR:
            sheet.put(f"C{row}", "", ENTRY, 'IF({0}="","",{0})'.format(self.mirrored))
        if area:
            self.picked.setdefault((sheet, area), []).append(f"C{row}")
        if ask is PROCESSOR:
            self.mirrored = f"'{sheet.name}'!$C${row}"
        more = {"conditional": True} if kind == CONDITIONAL else {}
        record(sheet.questions, ask, f"B{row}", code, section, f"C{row}", f"D{row}", choices, answered=kind == MIRROR, **more)

    def dropdowns(self):
        """One validation a sheet and list, over scattered cells."""
        for (sheet, area), cells in self.picked.items():
            sheet.choices_x14(" ".join(cells), area)

    def report(self):
        """A decoy: ids, questions and answers once more, for the customer's own analysts."""
        sheet = self.book.sheet("Analyst report", [12, 60, 26, 16, 40], tab="8A8F98", freeze="A4")
        sheet.put("A1", "Analyst report - for the review board only", TITLE)
        sheet.row(3, ["ID", "Question", "Vendor answer", "Rating", "Remarks of the analyst"], HEAD)
        for row, (name, place, code, text) in enumerate(self.repeated, 4):
            sheet.put(f"A{row}", code, CODE, f"'{name}'!A{place}")
            sheet.put(f"B{row}", text, BODY, f"'{name}'!B{place}")
            sheet.put(f"C{row}", "Not answered", BODY, f"IF('{name}'!C{place}=\"\",\"Not answered\",'{name}'!C{place})")
            sheet.put(f"D{row}", None, BODY)
            sheet.put(f"E{row}", None, BODY)
        sheet.choices(f"D4:D{3 + len(self.repeated)}", ["Low risk", "Medium risk", "High risk"])

    def hidden_sheets(self):
        lists = self.book.sheet("Lists", [16, 16, 44], state="hidden")
        for column, (kind, (_, choices)) in zip("ABC", LISTS.items()):
            for row, value in enumerate([kind, *choices], 1):
                lists.put(f"{column}{row}", value, HEAD if row == 1 else BODY)
        store = self.book.sheet("Questions", [12, 80, 60], state="hidden")
        store.row(1, ["ID", "Question", "Guidance"], HEAD)
        for row, line in enumerate(self.store, 2):
            store.row(row, line, BODY)


def build():
    review = Review()
    start = review.book.sheet("Start here", WIDTHS, tab=PLUM)
    start.merge("A1:E1", "University of Harrowmere: vendor review", TITLE)
    for row, text in enumerate(INTRO, 3):
        start.merge(f"A{row}:E{row}", text)
    review.sections(start, review.general(start, 7))
    for name in list(FORM)[1:]:
        sheet = review.book.sheet(name, WIDTHS, tab="8E5C86")
        sheet.merge("A1:E1", name, TITLE)
        review.sections(sheet, 3)
    review.dropdowns()
    review.report()
    review.hidden_sheets()
    return Example.of_book("university-vendor-review.xlsx", review.book)
