#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| trustfill_fuzz::csv::run(data));
