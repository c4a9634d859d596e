//! The one integration binary: what the program promises, asked of the program itself.
//!
//! `cargo test` runs all of it. With `TRUSTFILL_CORPUS` naming a folder of real questionnaires and labels, [`corpus`] and
//! [`overlap`] measure against the floors of [`floors`]; without it they say that they are skipped. After a wanted
//! change of results, `TRUSTFILL_BLESS=1 cargo test` rewrites `tests/golden`, and `INSTA_UPDATE=always cargo test` the help
//! snapshots; the diff is what a reviewer reads.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests read files and the environment, fail by panicking, and say what they skip"
)]

mod added_column;
mod apply;
mod architecture;
mod ask;
mod audience;
mod bad_input;
mod batch;
mod browser;
mod carry;
mod check;
mod cli;
mod composed;
mod corpus;
mod docs;
mod drafts;
mod eval;
mod exchange;
mod faults;
mod fidelity;
mod fill;
mod floors;
mod forms;
mod front_matter;
mod golden;
mod growth;
mod guide;
mod house;
mod inspect;
mod interference;
mod knowledge;
mod leaks;
mod learn;
mod legacy;
mod limits;
mod network;
mod overlap;
mod package;
mod page;
mod pipelines;
mod pipes;
mod products;
mod profiles;
mod publish;
mod publish_browser;
mod renewals;
mod review_workbook;
mod rewordings;
mod rulings;
mod schema;
mod sent_before;
mod shared_cells;
mod support;
mod whole_loop;
