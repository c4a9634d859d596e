//! Approved wordings, recognised in other dress: the same words in the same order (see [`super::sequence`]) and the
//! same signature.

use crate::text::{Language, Map};

/// What of a question has to be equal for it to be the same: its language and its words in their order, a blank between
/// two of them.
pub(super) type Form = (Language, String);

/// The table of approved wordings, or of rejected ones: which entry and wording have a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Aliases {
    table: Map<Form, Vec<(usize, usize)>>,
}

impl Aliases {
    pub(super) fn insert(&mut self, form: Form, entry: usize, wording: usize) {
        if !form.1.is_empty() {
            self.table.entry(form).or_default().push((entry, wording));
        }
    }

    /// Where wordings of this form stand, in the order of the base. Whether they also ask in the same way is for the
    /// caller to compare.
    pub(super) fn find(&self, form: &Form) -> &[(usize, usize)] {
        self.table.get(form).map_or(&[], Vec::as_slice)
    }

    /// The wordings of each form that several have; the forms are in no order.
    pub(super) fn shared(&self) -> impl Iterator<Item = &[(usize, usize)]> {
        self.table.values().map(Vec::as_slice).filter(|places| places.len() > 1)
    }
}
