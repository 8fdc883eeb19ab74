//! From an assessment to bytes.
