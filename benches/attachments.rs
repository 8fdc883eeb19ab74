//! Benchmarks of looking into attachments: 300 files of 1 MB each, at the first look and when
//! nothing changed since.
//!
//! Half are PDFs of a page of text with a picture below, half DOCX with one. Goals are ratios
//! between machines' own runs; no test depends on a time.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use criterion::{Criterion, criterion_group, criterion_main};
use parindex::diagnostic::Problems;
use parindex::evidence::contents::Looking;
use parindex::evidence::location::Location;
use parindex::evidence::submission::{Request, Submission};
use parindex::score::tree::{Options, assess};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FILES: usize = 300;
const BYTES: usize = 1 << 20;

const SET: &str = "schema: parindex/criteria/v1\nid: bench\nname: Bench\nlevel: xa\nprovince: X\n\
    year: 2025\nprovenance: illustrative\nperiod: { from: 2025-01-01, to: 2025-12-31 }\n\
    rounding: { digits: 2, mode: half_up, at: leaf }\ntotal: 1\nfields:\n  - code: \"1\"\n    \
    name: F\n    max: 1\n    criteria:\n      - code: \"1.1\"\n        name: L\n        max: 1\n        \
    documents: [{ id: bao-cao, name: Báo cáo, type: BC, files: 300 }]\n";

/// Bytes that do not pack, as those of a scanned picture; others for each file.
fn picture(file: usize) -> Vec<u8> {
    let mut state = file as u64 + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..BYTES).map(|_| next()).collect()
}

fn pdf(number: usize, picture: &[u8]) -> Vec<u8> {
    let text = format!(
        "BT /F1 12 Tf 72 760 Td (So: {number}/BC-UBND) Tj 0 -20 Td (ngay 05 thang 12 nam 2025) Tj ET \
         q 500 0 0 500 40 40 cm /I Do Q"
    );
    let objects: [(String, &[u8]); 6] = [
        ("/Type/Catalog/Pages 2 0 R".to_owned(), b""),
        ("/Type/Pages/Kids[3 0 R]/Count 1".to_owned(), b""),
        (
            "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<</Font<</F1 6 0 R>>/XObject<</I 5 0 R>>>>"
                .to_owned(),
            b"",
        ),
        (format!("/Length {}", text.len()), text.as_bytes()),
        (
            format!(
                "/Type/XObject/Subtype/Image/Width 1024/Height 1024/ColorSpace/DeviceGray\
                 /BitsPerComponent 8/Length {}",
                picture.len()
            ),
            picture,
        ),
        (
            "/Type/Font/Subtype/Type1/BaseFont/Times-Roman".to_owned(),
            b"",
        ),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, (dictionary, stream)) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n<<{dictionary}>>\n", index + 1).bytes());
        if !stream.is_empty() {
            file.extend([b"stream\n", *stream, b"\nendstream\n"].concat());
        }
        file.extend(b"endobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(table.bytes());
    let end = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.bytes());
    file
}

fn docx(number: usize, picture: &[u8]) -> std::io::Result<Vec<u8>> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-\
        officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let body = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:t>Số: {number}/BC-UBND</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Phú Tân, ngày 05 tháng 12 năm 2025</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", types.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/media/image1.png", picture),
    ] {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(part)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Writes the submission, its attachments as if an hour ago: what was just written is not kept.
fn write_submission(folder: &Path) -> std::io::Result<()> {
    fs::create_dir(folder.join("tep"))?;
    let then = SystemTime::now() - Duration::from_secs(3600);
    let mut rows = String::from("tieu_chi,tai_lieu,so_ky_hieu,ngay_ban_hanh,tep\n");
    for number in 1..=FILES {
        let picture = picture(number);
        let (name, bytes) = match number % 2 {
            0 => (format!("{number}.pdf"), pdf(number, &picture)),
            _ => (format!("{number}.docx"), docx(number, &picture)?),
        };
        rows += &format!("1.1,bao-cao,{number}/BC-UBND,05/12/2025,{name}\n");
        let mut file = File::create(folder.join("tep").join(name))?;
        file.write_all(&bytes)?;
        file.set_modified(then)?;
    }
    fs::write(folder.join("bench.yaml"), SET)?;
    fs::write(folder.join("minh-chung.csv"), rows)?;
    let manifest = "criteria: bench.yaml\nevidence: [minh-chung.csv]\nattachments: tep\n";
    fs::write(folder.join("parindex.yaml"), manifest)
}

/// Reads the submission, looks into its attachments, and scores it.
fn score(folder: &Path, cache: Option<PathBuf>) -> String {
    let request = Request {
        folder: Location::Disk(folder.to_owned()),
        looking: Looking {
            cache,
            ..Looking::default()
        },
        ..Request::default()
    };
    let problems = Problems::default();
    let submission = match Submission::read(&request, &problems) {
        Ok(Some(submission)) => submission,
        other => panic!("{other:?}: {:?}", problems.into_sorted()),
    };
    let options = Options {
        files_checked: true,
        ..Options::default()
    };
    match assess(&submission.set, &submission.unit.facts, options) {
        Ok(assessment) => assessment.total.points.to_string(),
        Err(error) => panic!("{error}"),
    }
}

fn attachments(c: &mut Criterion) {
    let Ok(folder) = tempfile::tempdir() else {
        panic!("no folder for the attachments");
    };
    if let Err(error) = write_submission(folder.path()) {
        panic!("{error}");
    }
    let cache = folder.path().join("cache");
    // All files are in order, and now they are kept.
    assert_eq!(score(folder.path(), Some(cache.clone())), "1");
    let mut group = c.benchmark_group("300 attachments of 1 MB");
    group.sample_size(10);
    group.bench_function("cold", |b| {
        b.iter(|| black_box(score(folder.path(), None)));
    });
    group.bench_function("nothing changed", |b| {
        b.iter(|| black_box(score(folder.path(), Some(cache.clone()))));
    });
    group.finish();
}

criterion_group!(benches, attachments);
criterion_main!(benches);
