//! Behaviour of the whole module, over packages that are built here.

mod editing;
mod laws;
mod packages;
mod reading;
mod refusing;
mod separated;
