//! A draft entry, from a question and the text that a reviewer wrote for it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::knowledge::Verdict;
use crate::knowledge::write::{free_id, markdown, quoted};

/// The category of drafts without any entry near them.
const NO_CATEGORY: &str = "drafts";
/// The owner of drafts without any entry near them; somebody has to take them.
const NO_OWNER: &str = "unknown";

/// What a draft is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) question: String,
    pub(super) text: String,
    pub(super) verdict: Option<Verdict>,
    /// Whether the text contradicts the verdict that was sent with it.
    pub(super) contradicts: bool,
    /// The audience that the answer was written for.
    pub(super) audience: String,
    /// The products that it was written for; none means all.
    pub(super) products: Vec<String>,
    /// Category and owner of the entry that was proposed.
    pub(super) near: Option<(String, String)>,
}

impl Draft {
    /// The path of the file in the base. `taken` holds the ids that there are, and gets this one.
    pub(super) fn path(&self, taken: &mut BTreeSet<String>) -> String {
        let id = free_id(&self.question, taken);
        let category = self.near.as_ref().map_or(NO_CATEGORY, |(category, _)| category);
        format!("{category}/{id}.md")
    }

    /// The file.
    pub(super) fn file(&self, today: Date) -> String {
        let verdict = self.verdict.map(|verdict| format!("verdict = \"{}\"\n", verdict.as_str()));
        let names: Vec<String> = self.products.iter().map(|product| quoted(product)).collect();
        let products = (!names.is_empty()).then(|| format!("products = [{}]\n", names.join(", ")));
        let owner = self.near.as_ref().map_or(NO_OWNER, |(_, owner)| owner);
        format!(
            "+++\nquestion = {}\n{}audience = \"{}\"\nstatus = \"draft\"\n{}owner = {}\nreviewed = {today}\n+++\n{}\n",
            quoted(&self.question),
            verdict.unwrap_or_default(),
            self.audience,
            products.unwrap_or_default(),
            quoted(owner),
            markdown(&self.text),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let draft = Draft {
            question: "Is it?".into(),
            text: "Yes.".into(),
            verdict: None,
            contradicts: false,
            audience: "public".into(),
            products: Vec::new(),
            near: None,
        };
        let mut taken = BTreeSet::new();
        let paths = [(); 3].map(|()| draft.path(&mut taken));
        assert_eq!(paths, ["drafts/is-it.md", "drafts/is-it-2.md", "drafts/is-it-3.md"]);
    }
}
