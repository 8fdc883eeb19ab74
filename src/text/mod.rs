//! Text as offices write it: numbers, dates, Vietnamese letters, and the two languages.

pub mod dates;
pub mod fold;
pub mod lang;
pub mod numbers;
pub mod suggest;
