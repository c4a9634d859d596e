#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| trustfill_fuzz::review::run(data));
