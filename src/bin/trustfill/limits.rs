//! The limits of this run: set once from the command line, before anything is read.

use std::sync::OnceLock;

use trustfill::workbook::{Limit, Limits};

static OF_RUN: OnceLock<Limits> = OnceLock::new();

/// Sets what `--limit` names, over the limits that hold otherwise. Only the first call counts.
pub(crate) fn set(named: &[(Limit, u32)]) {
    let mut limits = Limits::default();
    named.iter().for_each(|(limit, value)| limits.set(*limit, *value));
    let _ = OF_RUN.set(limits);
}

/// The limits of the run.
pub(crate) fn of_run() -> &'static Limits {
    OF_RUN.get_or_init(Limits::default)
}

/// The arguments that give a child process the same limits.
pub(crate) fn arguments() -> impl Iterator<Item = String> {
    let usual = Limits::default();
    let differing = Limit::ALL.into_iter().filter(move |limit| of_run().get(*limit) != usual.get(*limit));
    differing.map(|limit| format!("--limit={limit}={}", of_run().get(limit)))
}

/// Reads `NAME=N`.
pub(crate) fn parse(text: &str) -> Result<(Limit, u32), String> {
    let (name, value) = text.split_once('=').ok_or("a limit is written NAME=N, as cells=10000000")?;
    let limit = Limit::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Limit::ALL.into_iter().map(Limit::name).collect();
        format!("there is no limit {name:?}; the limits are {}", names.join(", "))
    })?;
    let value = value.parse().map_err(|_| format!("{limit} is a whole number from 0 to {}", u32::MAX))?;
    Ok((limit, value))
}
