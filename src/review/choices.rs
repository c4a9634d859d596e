//! The dropdowns of "Edited choice": each row offers what the customer's own cell offers.
//!
//! A short list stands in the validation itself. A longer one, or one with a comma in a choice, stands in a hidden sheet, a column
//! a list, and the validation refers to it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError, utility};

use super::columns::{CHOICES_SHEET, EDITED_CHOICE};
use super::write::bounded;
use crate::respond::Row;
use crate::workbook::Choices;

/// Excel takes a literal list of at most this many UTF-16 units (with its commas).
const LIST_UNITS: usize = 255;
/// Ranges that one validation names. Nobody says how many a program reads; this many are read by Excel, LibreOffice and openpyxl.
const MOST_RANGES: usize = 100;
/// Columns of a sheet, and so the lists that the hidden sheet holds.
const MOST_LISTS: usize = 16_384;

/// The lists that no validation holds itself, each once.
#[derive(Default)]
pub(super) struct ChoiceLists {
    places: BTreeMap<Vec<String>, u16>,
}

impl ChoiceLists {
    /// Gives every row with choices its dropdown; `rows` stand from line 1 on.
    pub(super) fn offer(&mut self, sheet: &mut Worksheet, rows: &[&Row<'_>]) -> Result<(), XlsxError> {
        let mut lines: BTreeMap<Vec<&str>, Vec<u32>> = BTreeMap::new();
        for (line, row) in (1u32..).zip(rows) {
            if let Choices::List(list) = &row.question.choices
                && !list.is_empty()
            {
                let choices = list.iter().map(|choice| choice.text.as_str()).collect();
                lines.entry(choices).or_default().push(line);
            }
        }
        for (choices, lines) in lines {
            let choices: Vec<String> = choices.into_iter().map(str::to_owned).collect();
            let Some(validation) = self.validation(&choices)? else { continue };
            for ranges in runs(&lines).chunks(MOST_RANGES) {
                let named: Vec<String> = ranges
                    .iter()
                    .map(|(first, last)| utility::cell_range(*first, EDITED_CHOICE, *last, EDITED_CHOICE))
                    .collect();
                let validation = validation.clone().set_multi_range(named.join(" "));
                let (first, last) = (ranges[0].0, ranges[ranges.len() - 1].1);
                sheet.add_data_validation(first, EDITED_CHOICE, last, EDITED_CHOICE, &validation)?;
            }
        }
        Ok(())
    }

    fn validation(&mut self, choices: &[String]) -> Result<Option<DataValidation>, XlsxError> {
        let validation = if stands_alone(choices) {
            DataValidation::new().allow_list_strings(choices)?
        } else {
            let Some(column) = self.place(choices) else { return Ok(None) };
            let last = u32::try_from(choices.len()).unwrap_or(u32::MAX) - 1;
            let range = utility::cell_range_absolute(0, column, last, column);
            DataValidation::new().allow_list_formula(Formula::new(format!("={CHOICES_SHEET}!{range}")))
        };
        // Excel sorts rows without their validations: after that a right choice must not be turned away.
        let validation = validation
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Edited choice")?
            .set_error_message("The customer's cell does not offer this.")?;
        Ok(Some(validation))
    }

    /// The column of a list in the hidden sheet.
    fn place(&mut self, choices: &[String]) -> Option<u16> {
        if let Some(column) = self.places.get(choices) {
            return Some(*column);
        }
        let column = u16::try_from(self.places.len()).ok().filter(|at| usize::from(*at) < MOST_LISTS)?;
        self.places.insert(choices.to_vec(), column);
        Some(column)
    }

    /// Whether no list needs the hidden sheet.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Writes the hidden sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(CHOICES_SHEET)?;
        sheet.set_hidden(true);
        for (choices, column) in &self.places {
            for (row, choice) in (0u32..).zip(choices) {
                sheet.write_string(row, *column, bounded(choice))?;
            }
        }
        Ok(())
    }
}

/// Whether a list can stand in a validation: there a comma ends a choice, blanks at its ends go, and there is no escape for either.
fn stands_alone(choices: &[String]) -> bool {
    let units: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
    let plain = |choice: &String| choice.trim() == choice && !choice.contains([',', '"', '\n', '\r']);
    units <= LIST_UNITS && choices.iter().all(plain)
}

/// Lines that follow each other, as first and last.
fn runs(lines: &[u32]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(choices: &[&str]) -> Vec<String> {
        choices.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_list_stands_in_its_validation_where_nothing_of_it_is_lost() {
        assert!(stands_alone(&list(&["Yes", "No", "N/A"])));
        assert!(!stands_alone(&list(&["Yes", "Yes, planned"])));
        assert!(!stands_alone(&list(&["Yes \"as is\""])));
        assert!(!stands_alone(&[String::from("x").repeat(LIST_UNITS)]));
    }

    #[test]
    fn lines_that_follow_each_other_are_one_range() {
        assert_eq!(runs(&[1, 2, 3, 5, 7, 8]), [(1, 3), (5, 5), (7, 8)]);
    }

    #[test]
    fn a_list_is_kept_once() {
        let mut lists = ChoiceLists::default();
        let (one, two) = (list(&["Yes, planned"]), list(&["No, never"]));
        assert_eq!([lists.place(&one), lists.place(&two), lists.place(&one)], [Some(0), Some(1), Some(0)]);
    }
}
