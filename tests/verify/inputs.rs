//! Results held against their inputs: which file changed, is new or is gone, and what that did.

use std::path::Path;

use crate::{done, parindex, smallest};

fn verified(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["verify", "ket-qua.json", "--inputs", "."], more].concat();
    let output = parindex(folder, &arguments);
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), said)
}

#[test]
fn inputs_that_are_as_they_were_match() {
    let folder = smallest("");
    done(
        folder.path(),
        &["score", "-q", "-o", "ket-qua.json", "--as-of", "2025-03-01"],
    );
    let (code, said) = verified(folder.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.matches("khớp: ").count(), 2, "{said}");
}

#[test]
fn a_changed_table_is_named_with_the_first_fact_and_the_first_value() {
    let folder = smallest("");
    done(folder.path(), &["score", "-q", "-o", "ket-qua.json"]);
    let table = folder.path().join("so-lieu.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text.replace("hoan_thanh,8", "hoan_thanh,9")).unwrap();
    let (code, said) = verified(folder.path(), &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.starts_with("khớp: "),
        "the file itself is whole: {said}"
    );
    assert!(said.contains("đã đổi: so-lieu.csv"), "{said}");
    assert!(
        said.contains("leaves[1.2].figures[hoan_thanh].value.number"),
        "{said}"
    );
    // 3 × 8/10 = 2,4 then, 3 × 9/10 = 2,7 now.
    assert!(said.contains("6.4\n") && said.contains("6.7\n"), "{said}");
    assert!(!said.contains("minh-chung.csv"), "{said}");
}

#[test]
fn attachments_that_changed_are_new_or_gone_are_named() {
    let folder = smallest("");
    done(folder.path(), &["score", "-q", "-o", "ket-qua.json"]);
    let tep = folder.path().join("tep");
    let mut bytes = std::fs::read(tep.join("bao-cao.pdf")).unwrap();
    bytes.extend(b"% a line more\n");
    std::fs::write(tep.join("bao-cao.pdf"), bytes).unwrap();
    std::fs::rename(tep.join("ke-hoach.docx"), tep.join("khac.docx")).unwrap();
    std::fs::create_dir(tep.join("2.2")).unwrap();
    std::fs::write(tep.join("2.2/quy-che.txt"), "Số: 01/QĐ-UBND\nQUY CHẾ\n").unwrap();
    let table = folder.path().join("minh-chung.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    let text = text.replace(
        "2.2,quy-che,,,,,",
        "2.2,quy-che,01/QĐ-UBND,01/02/2024,Quy chế,2.2/quy-che.txt,",
    );
    std::fs::write(&table, text).unwrap();
    let (code, said) = verified(folder.path(), &[]);
    assert_eq!(code, Some(1), "{said}");
    for line in [
        "đã đổi: bao-cao.pdf",
        "đã đổi: minh-chung.csv",
        "thiếu: ke-hoach.docx",
        "mới: 2.2/quy-che.txt",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

/// Whoever makes a new seal is found out by the inputs alone.
#[test]
fn a_result_with_a_new_seal_is_found_out_by_its_inputs() {
    let folder = smallest("");
    let text = done(folder.path(), &["score", "-q", "--format", "json"]);
    let mut result: serde_json::Value = serde_json::from_str(&text).unwrap();
    let hash = "a".repeat(64);
    let file = &mut result["documents"][0]["files"][0]["sha256"];
    let own = file.as_str().unwrap().to_owned();
    *file = hash.clone().into();
    let record = result["record"].to_string().replace(&own, &hash);
    result["record"] = serde_json::from_str(&record).unwrap();
    result["record"]["seal"] = parindex::record::seal_of(&result["record"]).into();
    std::fs::write(folder.path().join("ket-qua.json"), result.to_string()).unwrap();
    done(folder.path(), &["verify", "ket-qua.json"]);
    let (code, said) = verified(folder.path(), &["--quiet"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("đã đổi: ke-hoach.docx (SHA-256 aaaaaaaaaaaa…"),
        "{said}"
    );
}

/// A result scored by flags from elsewhere names its tables by other paths; what they hold counts.
#[test]
fn tables_under_another_path_are_the_same_tables() {
    let folder = smallest("");
    let away = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let result = at("ket-qua.json");
    let arguments = [
        "score",
        "-q",
        "-o",
        &result,
        "--criteria",
        &at("bo-tieu-chi.yaml"),
        "--evidence",
        &at("minh-chung.csv"),
        "--figures",
        &at("so-lieu.csv"),
        "--attachments",
        &at("tep"),
        "--unit",
        "xa-a",
        "--name",
        "UBND xã A",
    ];
    done(away.path(), &arguments);
    let (code, said) = verified(folder.path(), &[]);
    // Only the manifest, which was not read then, is told as new.
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("mới: parindex.yaml"), "{said}");
    assert!(
        !said.contains("đã đổi") && !said.contains("thiếu"),
        "{said}"
    );
    std::fs::remove_file(folder.path().join("parindex.yaml")).unwrap();
    let flags = [
        "--criteria",
        "bo-tieu-chi.yaml",
        "--evidence",
        "minh-chung.csv",
        "--figures",
        "so-lieu.csv",
        "--attachments",
        "tep",
    ];
    let (code, said) = verified(folder.path(), &flags);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn inputs_that_cannot_be_read_stop_the_run() {
    let folder = smallest("");
    done(folder.path(), &["score", "-q", "-o", "ket-qua.json"]);
    let table = folder.path().join("so-lieu.csv");
    std::fs::write(&table, "tieu_chi,so_lieu,gia_tri\n1.2,nhiem_vu,mười\n").unwrap();
    assert_eq!(verified(folder.path(), &[]).0, Some(2));
    std::fs::remove_file(table).unwrap();
    assert_eq!(verified(folder.path(), &[]).0, Some(3));
}
