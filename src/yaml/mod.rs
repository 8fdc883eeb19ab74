//! YAML files as trees of text with places, read so that every problem is reported at once.
//!
//! serde-saphyr does the parsing: it refuses alias bombs by budget and takes BOM and CRLF.
//! Scalars stay text here (an unquoted 1.10 stays "1.10"): what they mean is for the reader
//! of each key to say.

mod parse;
mod reader;
mod write;

pub use parse::{Node, parse};
pub use reader::{Map, Reader};
pub use write::Value;
