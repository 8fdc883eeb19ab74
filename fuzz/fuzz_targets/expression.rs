#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    parindex_fuzz::expression::run(input);
});
