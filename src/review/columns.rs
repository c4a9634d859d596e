//! The columns of the sheets with rows, in order. Their headers are a contract: what reads rulings back finds columns by them.

/// A column of the review sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The header.
    pub header: &'static str,
    /// Its width in characters.
    pub width: f64,
    /// What a person should know about it, shown as a note on the header.
    pub note: &'static str,
}

const fn column(header: &'static str, width: f64, note: &'static str) -> Column {
    Column { header, width, note }
}

/// Name of the sheet with the rows.
pub(super) const REVIEW_SHEET: &str = "Review";
/// Name of the sheet with the rows that need nothing.
pub(super) const DONE_SHEET: &str = "Done";
/// Name of the sheet with the counts.
pub(super) const SUMMARY_SHEET: &str = "Summary";
/// Name of the sheet that says how a review is done.
pub(super) const HOW_TO_SHEET: &str = "How to use";
/// Name of the hidden sheet with the values of long dropdowns.
pub(super) const CHOICES_SHEET: &str = "Choices";

pub(super) const NUMBER: u16 = 0;
pub(super) const ID: u16 = 1;
pub(super) const SECTION: u16 = 2;
pub(super) const QUESTION: u16 = 3;
pub(super) const CHOICE: u16 = 4;
pub(super) const ANSWER: u16 = 5;
pub(super) const CONFIDENCE: u16 = 6;
pub(super) const WHY: u16 = 7;
pub(super) const RULING: u16 = 8;
pub(super) const EDITED_CHOICE: u16 = 9;
pub(super) const EDITED_ANSWER: u16 = 10;
pub(super) const SECOND: u16 = 11;
pub(super) const THIRD: u16 = 12;
pub(super) const MATCHED: u16 = 13;
pub(super) const DIFFERS: u16 = 14;
pub(super) const ENTRY: u16 = 15;
pub(super) const OWNER: u16 = 16;
pub(super) const EVIDENCE: u16 = 17;
pub(super) const REVIEWED: u16 = 18;
pub(super) const DECISION: u16 = 19;
pub(super) const SHEET: u16 = 20;
pub(super) const CELL: u16 = 21;
pub(super) const KEY: u16 = 22;

/// The columns that a reviewer fills in, side by side.
pub(super) const INPUT: [u16; 3] = [RULING, EDITED_CHOICE, EDITED_ANSWER];
/// The columns whose texts a reviewer may not change: they say what is meant, and what would be sent. In their order.
pub(super) const KEPT: [u16; 9] = [QUESTION, CHOICE, ANSWER, SECOND, THIRD, ENTRY, DECISION, SHEET, CELL];
/// The columns up to here stay in view when a reviewer scrolls to the right.
pub(super) const LAST_FIXED: u16 = QUESTION;
/// The columns up to here are what it takes to decide. They are seen together in a window of 1400 pixels, and they are printed.
pub(super) const LAST_DECIDING: u16 = EDITED_ANSWER;

/// Every column, in order.
pub const COLUMNS: [Column; 23] = [
    column(
        "#",
        4.0,
        "Order of the lists: rows to do first, least certain first. The colour is the decision's: amber review, grey leave, green fill.",
    ),
    column("ID", 9.0, "The customer's own number."),
    column("Section", 13.0, "Heading that the question stands under."),
    column("Question", 32.0, "The question as the customer put it."),
    column("Choice", 9.0, "What the dropdown gets."),
    column(
        "Answer",
        38.0,
        "The text of the answer. Where the form takes a choice only, the text stands here and nowhere else.",
    ),
    column(
        "Confidence",
        10.0,
        "Probability that the answer, unchanged, settles the whole question. Measured, not felt.",
    ),
    column("Why", 29.0, "What was recognised, or what held the answer back."),
    column(
        "Ruling",
        11.0,
        "Your decision. Choose from the list; on edit, fill in one or both of the next columns. A row with decision fill is sent unless you rule otherwise, also where this cell is cleared.",
    ),
    column("Edited choice", 10.0, "With ruling edit: one of the customer's own choices."),
    column("Edited answer", 18.0, "With ruling edit: the text to send."),
    column(
        "2nd",
        60.0,
        "The next entry: probability, id and choice, below them its answer. Beside a composed answer the best single entry.",
    ),
    column("3rd", 60.0, "The entry after that: probability, id and choice, below them its answer."),
    column("Matched wording", 36.0, "The approved wording that the question was compared with."),
    column(
        "What differs",
        28.0,
        "Words of the question that the matched wording lacks, and the other way round. Small words are left out.",
    ),
    column("Entry", 24.0, "The entry of the knowledge base; of a composed answer one a line."),
    column("Owner", 14.0, "Who keeps the entry true: ask here."),
    column(
        "Evidence",
        40.0,
        "What proves the entry, and where it is. Ended: past its day on the date of the run.",
    ),
    column(
        "Reviewed",
        16.0,
        "When a person last looked at the entry. Stale: its next review was due before the date of the run.",
    ),
    column(
        "Decision",
        10.0,
        "fill: written into the form. review: suggested, not written. leave: nothing fits, or nothing to do.",
    ),
    column("Sheet", 16.0, "Sheet of the customer's workbook."),
    column("Cell", 7.0, "Cell of the question there."),
    column("Key", 5.0, "How the tool knows the row again, wherever you sort it to. Leave it as it is."),
];

/// What a reviewer decides about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// Send the answer as it stands.
    Accept,
    /// Send the answer that stands in "2nd".
    UseSecond,
    /// Send the answer that stands in "3rd".
    UseThird,
    /// Send what stands in the edited columns.
    Edit,
    /// Send nothing, and remember that what was proposed does not answer this.
    WrongMatch,
    /// Send nothing.
    LeaveBlank,
}

impl Ruling {
    /// Every ruling, in the order of the dropdown.
    pub const ALL: [Self; 6] =
        [Self::Accept, Self::UseSecond, Self::UseThird, Self::Edit, Self::WrongMatch, Self::LeaveBlank];

    /// The words in the dropdown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::UseSecond => "use 2nd",
            Self::UseThird => "use 3rd",
            Self::Edit => "edit",
            Self::WrongMatch => "wrong match",
            Self::LeaveBlank => "leave blank",
        }
    }

    /// Reads a cell; blanks and case aside.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|ruling| ruling.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_names_its_own_header() {
        for (place, header) in [
            (NUMBER, "#"),
            (ID, "ID"),
            (SECTION, "Section"),
            (QUESTION, "Question"),
            (CHOICE, "Choice"),
            (ANSWER, "Answer"),
            (CONFIDENCE, "Confidence"),
            (WHY, "Why"),
            (RULING, "Ruling"),
            (EDITED_CHOICE, "Edited choice"),
            (EDITED_ANSWER, "Edited answer"),
            (SECOND, "2nd"),
            (THIRD, "3rd"),
            (MATCHED, "Matched wording"),
            (DIFFERS, "What differs"),
            (ENTRY, "Entry"),
            (OWNER, "Owner"),
            (EVIDENCE, "Evidence"),
            (REVIEWED, "Reviewed"),
            (DECISION, "Decision"),
            (SHEET, "Sheet"),
            (CELL, "Cell"),
            (KEY, "Key"),
        ] {
            assert_eq!(COLUMNS[usize::from(place)].header, header);
        }
    }

    #[test]
    fn what_it_takes_to_decide_is_seen_without_scrolling() {
        // Pixels: 7 a character and 5 a column, in the font that widths are counted in.
        let deciding = &COLUMNS[..=usize::from(LAST_DECIDING)];
        let wide: f64 = deciding.iter().map(|column| column.width * 7.0 + 5.0).sum();
        // Row numbers, the signs of the groups and the scroll bar take the rest.
        assert!(wide <= 1400.0 - 60.0, "{wide}");
    }

    #[test]
    fn a_ruling_reads_back_as_it_stands_in_the_list() {
        for ruling in Ruling::ALL {
            assert_eq!(Ruling::parse(&format!(" {} ", ruling.as_str().to_uppercase())), Some(ruling));
        }
        assert_eq!(Ruling::parse("maybe"), None);
    }
}
