//! What is fuzzed, apart from the fuzzer: each module has a `run` that takes bytes, makes a case of them and panics where a
//! promise is broken. `fuzz_targets/` hands them to libFuzzer. How to run them stands in `README.md` beside.
//!
//! Bytes that die at the first checksum fuzz nothing, so a package arrives here as the plain text of its parts
//! ([`input`]), is zipped with right checksums ([`archive`]), and gets the parts that it lacks from a good one.

pub mod archive;
pub mod csv;
pub mod draw;
pub mod entry;
pub mod form;
pub mod house;
pub mod input;
pub mod layout;
pub mod mutate;
pub mod package;
pub mod review;
pub mod splice;
pub mod tokens;
