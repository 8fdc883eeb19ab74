//! Text as offices write it: encodings, numbers, dates, Vietnamese letters, and the two languages.

pub mod dates;
pub mod encoding;
pub mod fold;
pub mod lang;
pub mod numbers;
pub mod suggest;
