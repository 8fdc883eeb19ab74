//! What `init` asks for, and what it takes the answers for.

use super::*;

/// Asks with these answers; gives what is then wanted, and what was said.
fn asked(mut wanted: Wanted, old: Option<&Submission>, answers: &str) -> (Wanted, String) {
    let mut output = Vec::new();
    let mut dialog = Dialog {
        input: answers.as_bytes(),
        output: &mut output,
        lang: Lang::Vi,
    };
    wanted.ask(old, &mut dialog).unwrap();
    (wanted, String::from_utf8(output).unwrap())
}

/// The example of Phú Mỹ: year 2023, set an-giang-xa-2023.
fn phu_my() -> Submission {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    earlier(&folder).unwrap()
}

fn unit(code: &str, name: &str) -> Unit {
    let of = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Unit {
        code: of(code),
        name: of(name),
    }
}

#[test]
fn everything_is_asked_for_in_turn() {
    let (wanted, said) = asked(
        Wanted::default(),
        None,
        "\n9\nan-giang\n2\n26\n2026\nphu-tan\nUBND xã Phú Tân\n\n",
    );
    assert_eq!(wanted.criteria.as_deref(), Some("qd-766-cap-xa"));
    assert_eq!(wanted.year, Some(2026));
    assert_eq!(wanted.unit, unit("phu-tan", "UBND xã Phú Tân"));
    assert_eq!(wanted.folder.as_deref(), Some(Path::new("phu-tan-2026")));
    for line in [
        "  1. an-giang-xa-2023: Chỉ số CCHC cấp xã tỉnh An Giang năm 2023 (dựng lại, chưa đối chiếu bản gốc)\n",
        "  cần một câu trả lời\n",
        "  không có bộ tiêu chí số 9\n",
        "  không có bộ tiêu chí `an-giang`\n",
        "Năm đánh giá [2026]:   --year: `26` không phải một năm từ 1990 đến 2999; viết như 2024\n",
        "Thư mục sẽ tạo [phu-tan-2026]: ",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn what_is_given_is_not_asked_for() {
    let wanted = Wanted {
        folder: Some(PathBuf::from("xa")),
        criteria: Some("papi-tinh".to_owned()),
        year: Some(2026),
        unit: unit("", "UBND xã Mẫu"),
    };
    let (_, said) = asked(wanted, None, "");
    assert_eq!(said, "");
}

#[test]
fn defaults_follow_an_earlier_submission() {
    let old = phu_my();
    let (wanted, said) = asked(Wanted::default(), Some(&old), "\n\n\n\n\n");
    assert_eq!(wanted.criteria, None);
    assert_eq!(wanted.year, Some(2024));
    assert_eq!(wanted.unit, unit("phu-my", "UBND thị trấn Phú Mỹ"));
    assert_eq!(wanted.folder.as_deref(), Some(Path::new("phu-my-2024")));
    assert!(
        said.contains("tên tệp YAML) [an-giang-xa-2023]: "),
        "{said}"
    );
}

#[test]
fn a_folder_with_files_is_asked_about_again() {
    let wanted = Wanted {
        criteria: Some("papi-tinh".to_owned()),
        year: Some(2026),
        unit: unit("x", ""),
        ..Wanted::default()
    };
    let taken = env!("CARGO_MANIFEST_DIR");
    let (wanted, said) = asked(wanted, None, &format!("\"{taken}\"\nmoi-tinh\n"));
    assert_eq!(wanted.folder.as_deref(), Some(Path::new("moi-tinh")));
    assert!(said.contains("thư mục đã có tệp"), "{said}");
}

#[test]
fn answers_that_end_leave_the_rest_missing() {
    let (wanted, _) = asked(Wanted::default(), None, "1\n2024\n");
    assert_eq!(wanted.year, Some(2024));
    let missing = wanted.refuse_missing(false, Lang::Vi).unwrap_err();
    let named = missing.get(ContextKind::InvalidArg).unwrap().to_string();
    assert!(
        named.contains("THƯ_MỤC") && !named.contains("--criteria"),
        "{named}"
    );
}

/// The same set goes on to the next year; one that replaces it may start within the year.
#[test]
fn the_year_follows_the_earlier_one() {
    let old = phu_my();
    let year = |criteria: Option<&str>| {
        let wanted = Wanted {
            criteria: criteria.map(str::to_owned),
            ..Wanted::default()
        };
        wanted.set(Some(&old)).unwrap().year
    };
    assert_eq!(old.year, 2023);
    assert_eq!(year(None), 2024);
    assert_eq!(year(Some("an-giang-xa-2023")), 2024);
    assert_eq!(year(Some("khung-cap-xa-2025")), 2025);
}

#[test]
fn a_set_that_is_no_shipped_one_is_copied() {
    let old = phu_my();
    let wanted = |criteria: Option<&str>| Wanted {
        criteria: criteria.map(str::to_owned),
        ..Wanted::default()
    };
    assert!(!wanted(None).copies(&old.set));
    assert!(!wanted(Some("an-giang-xa-2023")).copies(&old.set));
    assert!(wanted(Some("criteria/an-giang-xa-2023.yaml")).copies(&old.set));
    let mut changed = CriteriaSet::clone(&old.set);
    changed.sha256 = String::new();
    assert!(wanted(None).copies(&changed));
}

#[test]
fn people_and_letter_data_are_carried_over() {
    let set = CriteriaSet::clone(&phu_my().set);
    let of = |set: &CriteriaSet, unit| Carried::into_new(set, "x", unit, Some(phu_my()));
    let carried = of(&set, Unit::default());
    assert_eq!(
        carried.manifest.unit,
        unit("phu-my", "UBND thị trấn Phú Mỹ")
    );
    assert!(carried.unit);
    assert_eq!(carried.manifest.owners["Chủ tịch UBND"], "Nguyễn Ngọc Hưng");
    let letter = &carried.manifest.letter;
    assert_eq!(letter.signer_title.as_deref(), Some("CHỦ TỊCH"));
    assert_eq!(letter.recipients.len(), 4);
    assert_eq!(carried.dropped, Vec::<String>::new());

    let mut other = set;
    for leaf in other.nodes.iter_mut().filter_map(|node| node.leaf.as_mut()) {
        leaf.owner = Some("Trưởng phòng".to_owned());
    }
    let carried = of(&other, unit("khac", ""));
    assert_eq!(carried.manifest.unit, unit("khac", ""));
    assert!(carried.manifest.owners.is_empty() && !carried.unit);
    assert_eq!(carried.dropped, ["Chủ tịch UBND"]);
}
