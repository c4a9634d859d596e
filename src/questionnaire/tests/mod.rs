//! The detector against forms of our own, one trap a test.

mod corrections;
mod general;
mod harm;
mod languages;
mod layouts;
mod profiles;
mod refusals;
mod rows;
mod sheets;
