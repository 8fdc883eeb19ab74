//! Sets and manifests that people wrote: what the program takes, the schema takes.

use std::path::Path;

use parindex::schema::Kind;
use parindex::text::lang::Lang;

use crate::{ROOT, below, faults, parsed, read, validator};

/// Which kind of file this is, by its name and first words.
fn kind(path: &Path) -> Option<Kind> {
    if path.ends_with("parindex.yaml") {
        return Some(Kind::Submission);
    }
    let text = std::fs::read_to_string(path).unwrap();
    text.contains("schema: parindex/criteria/")
        .then_some(Kind::Criteria)
}

#[test]
fn shipped_sets_are_valid() {
    let validator = validator(Kind::Criteria);
    for path in below("criteria", ".yaml") {
        let found = faults(&validator, &parsed(&path).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

/// Sets and manifests of examples and tests, wherever they stand, also those that only tables
/// or points make wrong.
#[test]
fn what_the_program_reads_is_valid() {
    let (set, manifest) = (validator(Kind::Criteria), validator(Kind::Submission));
    let (mut sets, mut manifests) = (0, 0);
    for path in below("examples", ".yaml")
        .into_iter()
        .chain(below("tests", ".yaml"))
    {
        let Some(kind) = kind(&path) else { continue };
        let refused = read(kind, &std::fs::read(&path).unwrap());
        if !refused.is_empty() {
            let tests = path.strip_prefix(Path::new(ROOT).join("tests")).ok();
            let wrong = ["invalid", "cli/bad-inputs.in", "ranking/broken-manifest"];
            let known = tests.is_some_and(|path| wrong.iter().any(|wrong| path.starts_with(wrong)));
            assert!(known, "{}: {refused:#?}", path.display());
            continue;
        }
        let (validator, count) = match kind {
            Kind::Criteria => (&set, &mut sets),
            _ => (&manifest, &mut manifests),
        };
        *count += 1;
        let found = faults(validator, &parsed(&path).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
    assert!(
        sets > 80 && manifests > 80,
        "{sets} sets, {manifests} manifests"
    );
}

/// The manifest that `init` writes has roles that nobody holds yet.
#[test]
fn what_init_writes_is_valid() {
    let validator = validator(Kind::Submission);
    for set in parindex::criteria::shipped::ids() {
        let folder = tempfile::tempdir().unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(folder.path())
            .args(["init", "xa", "--criteria", set, "--name", "UBND xã Mẫu"])
            .args(["--tables", "csv"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{set}");
        let manifest = parsed(&folder.path().join("xa/parindex.yaml")).unwrap();
        let found = faults(&validator, &manifest);
        assert!(found.is_empty(), "{set}: {found:#?}");
    }
}

#[test]
fn the_command_prints_and_writes_the_schemas() {
    let folder = tempfile::tempdir().unwrap();
    for kind in Kind::ALL {
        for (lang, name) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
            let run = |arguments: &[&str]| {
                let output = std::process::Command::new(env!("CARGO_BIN_EXE_parindex"))
                    .current_dir(folder.path())
                    .args(["schema", kind.id(), "--lang", name])
                    .args(arguments)
                    .output()
                    .unwrap();
                assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
                output.stdout
            };
            let schema = kind.render(lang).into_bytes();
            assert!(run(&[]) == schema, "{kind:?}");
            assert!(run(&["-o", "luoc-do.json", "--force"]).is_empty());
            let written = std::fs::read(folder.path().join("luoc-do.json")).unwrap();
            assert!(written == schema, "{kind:?}");
        }
    }
}
