//! What calamine reads, in the terms of the model.

use calamine::{CellErrorType, Data, SheetVisible};

use super::super::cell::Visibility;
use super::super::reference::CellRef;
use super::model::{Cell, Look, NumberLook, Value};

/// A cell of a value alone.
pub(super) fn cell(data: &Data) -> Cell {
    let mut number = NumberLook::General;
    let value = match data {
        Data::Empty => None,
        #[expect(
            clippy::cast_precision_loss,
            reason = "cells hold floats, whatever the reader makes of them"
        )]
        Data::Int(value) => Some(Value::Number(*value as f64)),
        Data::Float(value) => Some(Value::Number(*value)),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Some(Value::Text(text.clone()))
        }
        Data::Bool(value) => Some(Value::Bool(*value)),
        Data::DateTime(time) => {
            let serial = time.as_f64();
            number = match (serial.trunc() == 0.0 || time.is_duration(), serial.fract() == 0.0) {
                (true, _) => NumberLook::Time,
                (_, true) => NumberLook::Date,
                _ => NumberLook::DateTime,
            };
            Some(Value::Number(serial))
        }
        Data::Error(error) => Some(Value::Error(name(error))),
    };
    Cell { value, formula: false, look: Look { number, ..Look::default() } }
}

/// The place of a cell in a range that does not begin at A1.
pub(super) fn place(top: u32, left: u32, row: usize, column: usize) -> CellRef {
    let add = |start: u32, more: usize| start.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    CellRef::new(add(top, row), add(left, column))
}

pub(super) fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        _ => "#VALUE!",
    }
}
