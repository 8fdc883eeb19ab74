//! The bytes of a table: read as evidence, figures or points are, then scored.
//!
//! The first byte says what the file is: `8` `l` `b` `w` `t` `v` a text in UTF-8, UTF-16 (low or
//! high byte first), Windows-1258, TCVN3, VNI, as if said with `--encoding`; `z` a spreadsheet
//! whose parts follow (see [`container`]); any other byte a file that must be told by its bytes.
//! The second says what the table is about: `e` evidence, `f` figures, `c` claims, `a` appraisals, else published
//! points. The third is passed over.

use std::sync::{Arc, OnceLock};

use parindex::criteria::model::CriteriaSet;
use parindex::criteria::read;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::inputs::Found;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files::TableFiles;
use parindex::evidence::table_kinds::Kind;
use parindex::score::checks;
use parindex::score::tree::{Options, assess};
use parindex::text::encoding::Encoding;

use super::input::{container, file, may_be_used, watched};

/// Reads and scores the tables that these bytes are, and gives whether they can be scored.
pub fn run(bytes: &[u8]) -> bool {
    let [form, about, _, rest @ ..] = bytes else {
        return false;
    };
    let (form, about) = (*form, *about);
    let scored = watched(|| match form {
        b'z' => read_and_score(&container(rest)?, about, None),
        _ => read_and_score(rest, about, said(form)),
    });
    scored == Some(true)
}

fn said(form: u8) -> Option<Encoding> {
    Some(match form {
        b'8' => Encoding::Utf8,
        b'l' => Encoding::Utf16Le,
        b'b' => Encoding::Utf16Be,
        b'w' => Encoding::Windows1258,
        b't' => Encoding::Tcvn3,
        b'v' => Encoding::Vni,
        _ => return None,
    })
}

fn read_and_score(bytes: &[u8], about: u8, encoding: Option<Encoding>) -> Option<bool> {
    let (_file, location) = file(bytes)?;
    let kind = match about {
        b'e' => Kind::Evidence,
        b'f' => Kind::Figures,
        b'c' => Kind::Claims,
        b'a' => Kind::Appraisals,
        _ => Kind::Published,
    };
    let reading = Reading {
        encoding,
        ..Reading::default()
    };
    let problems = Problems::default();
    let found = Found::new(location, "bang".to_owned());
    let mut files = TableFiles::default();
    let tables = files.tables(&found, kind, &reading, &problems).ok()?;
    let any = !tables.is_empty();
    assert!(any || problems.any_error(), "no table, and nobody says why");
    let mut all = Tables::default();
    let place = match kind {
        Kind::Evidence => &mut all.evidence,
        Kind::Figures => &mut all.figures,
        Kind::Claims => &mut all.claims,
        Kind::Appraisals => &mut all.appraisals,
        Kind::Published => &mut all.published,
    };
    *place = tables;
    let set = set();
    let every = Select::Every(None);
    let units = load(set, &all, None, &reading, every, &problems);
    // With errors there is nothing to score.
    let units = if problems.any_error() {
        &[][..]
    } else {
        &units
    };
    for unit in units {
        let assessment = assess(set, &unit.facts, Options::default());
        assert!(assessment.is_ok(), "the book does not close");
        checks::check(set, &unit.facts, &problems);
    }
    Some(may_be_used(problems) && any)
}

/// The set of the cases in `tests/office/`.
fn set() -> &'static CriteriaSet {
    static SET: OnceLock<CriteriaSet> = OnceLock::new();
    SET.get_or_init(|| {
        let yaml = include_bytes!("../../tests/office/bo-tieu-chi.yaml");
        let (source, _) = SourceFile::new("bo-tieu-chi.yaml", yaml);
        let set = read::read(&Arc::new(source), None, &Problems::default());
        set.expect("a set of the project loads")
    })
}
