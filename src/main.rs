//! parindex
fn main() {}
