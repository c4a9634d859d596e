//! Why a match scores as it does: every signal with its weight, every guard with what it says.

use super::features::FEATURE_NAMES;
use super::guards::GUARDS;
use super::index::Match;
use super::score::contributions;
use crate::confidence::ReasonCode;

/// One signal of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Its name.
    pub name: &'static str,
    /// What was measured.
    pub value: f64,
    /// What it adds to the score.
    pub adds: f64,
}

/// All that was seen of one match.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Every signal, in order.
    pub signals: Vec<Signal>,
    /// Every guard, in order, with its objection or `None`.
    pub guards: Vec<(ReasonCode, Option<String>)>,
}

impl Explanation {
    /// Takes a match apart.
    pub fn of(found: &Match) -> Self {
        let signals = FEATURE_NAMES
            .iter()
            .zip(found.features.0)
            .zip(contributions(&found.features))
            .map(|((name, value), adds)| Signal { name, value, adds })
            .collect();
        let guards = GUARDS
            .iter()
            .map(|guard| {
                let said = found.objections.iter().find(|r| r.code == guard.code).map(|r| r.detail.clone());
                (guard.code, said)
            })
            .collect();
        Self { signals, guards }
    }
}
