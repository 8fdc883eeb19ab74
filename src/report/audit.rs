//! What does not go together across units, in words.

use crate::audit::{Audited, Finding, Side, Treated};
use crate::criteria::model::Node;
use crate::points::Points;
use crate::report::paper::{Block, Paper};
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::numbers;

/// Findings, ready to be worded.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// What was audited.
    pub units: &'a [Audited<'a>],
    /// What was found.
    pub findings: &'a [Finding],
    /// The language of words.
    pub lang: Lang,
}

/// The parts of the paper, in their order.
const PARTS: [(&str, &str); 4] = [
    (
        "Số liệu, tài liệu như nhau mà điểm khác nhau",
        "The same figures and documents, different points",
    ),
    (
        "Số liệu, tài liệu không kém mà điểm ít hơn",
        "At least the same figures and documents, fewer points",
    ),
    (
        "Một tệp đính kèm ở nhiều đơn vị, nhiều năm",
        "One attachment in several units or years",
    ),
    (
        "Cùng văn bản, nơi chấp nhận nơi không",
        "The same document accepted here and refused there",
    ),
];

impl Findings<'_> {
    /// The paper.
    pub fn paper(self) -> Paper {
        let lang = self.lang;
        let mut body = vec![Block::Text(self.opening())];
        for (part, (vi, en)) in PARTS.into_iter().enumerate() {
            let of_part = self.findings.iter().filter(|one| part_of(one) == part);
            let items: Vec<Block> = of_part.map(|one| Block::Item(self.line(one))).collect();
            if !items.is_empty() {
                body.push(Block::Section(lang.pick(vi, en).to_owned()));
                body.extend(items);
            }
        }
        let first = self.units.first();
        let banner = first.and_then(|unit| words::banner(unit.set.provenance, lang));
        let mut sets: Vec<String> = self
            .units
            .iter()
            .map(|unit| format!("{} ({})", words::index(unit.year, lang), unit.set.id))
            .collect();
        sets.sort();
        sets.dedup();
        Paper::sheet(
            banner,
            lang.pick("KIỂM TRA TÍNH NHẤT QUÁN", "CONSISTENCY"),
            sets.join("; "),
            body,
        )
    }

    fn opening(self) -> String {
        let (units, findings) = (self.units.len(), self.findings.len());
        let found = if findings == 0 {
            self.lang
                .pick("không thấy gì không nhất quán", "nothing is inconsistent")
                .to_owned()
        } else {
            self.lang.pick(
                format!("{findings} chỗ không nhất quán"),
                format!("{findings} inconsistencies"),
            )
        };
        self.lang.pick(
            format!("Đã so {units} hồ sơ tự chấm điểm: {found}."),
            format!("{units} submissions were compared: {found}."),
        )
    }

    /// A finding in a line.
    pub fn line(self, finding: &Finding) -> String {
        let lang = self.lang;
        match finding {
            Finding::Unequal { leaf, sides } => {
                let mut parts: Vec<String> = Vec::new();
                for same in sides.chunk_by(|one, other| one.points == other.points) {
                    let names: Vec<String> = same.iter().map(|one| self.side(one)).collect();
                    let points = same.first().map_or(Points::ZERO, |one| one.points);
                    parts.push(format!("{}: {}", self.points(points), names.join(", ")));
                }
                let first = sides.first().map_or(0, |side| side.unit);
                format!("{}: {}", self.leaf(first, *leaf), parts.join("; "))
            }
            Finding::OutOfLine {
                leaf,
                odd,
                others,
                has_more_points,
            } => {
                let names: Vec<String> = others
                    .iter()
                    .map(|other| format!("{}: {}", self.side(other), self.points(other.points)))
                    .collect();
                let (name, points) = (self.side(odd), self.points(odd.points));
                let (leaf, names) = (self.leaf(odd.unit, *leaf), names.join("; "));
                if *has_more_points {
                    lang.pick(
                        format!("{leaf}: {name} được {points}, trong khi số liệu, tài liệu không hơn {names}"),
                        format!("{leaf}: {name} has {points}, with figures and documents no better than {names}"),
                    )
                } else {
                    lang.pick(
                        format!("{leaf}: {name} được {points}, trong khi số liệu, tài liệu không kém {names}"),
                        format!("{leaf}: {name} has {points}, with figures and documents no worse than {names}"),
                    )
                }
            }
            Finding::SharedAttachment { sha256, uses } => {
                let uses: Vec<String> = uses
                    .iter()
                    .map(|(unit, code, path)| {
                        let unit = &self.units[*unit];
                        let (name, year, at) = (&unit.name, unit.year, unit.path);
                        format!("{name} {year}, {code}: {path} [{at}]")
                    })
                    .collect();
                let (short, uses) = (&sha256[..sha256.len().min(12)], uses.join("; "));
                format!("{uses} (SHA-256 {short}…)")
            }
            Finding::TreatedDifferently {
                document,
                refused,
                accepted,
            } => {
                let all = |treated: &[Treated]| {
                    let lines: Vec<String> = treated.iter().map(|one| self.treated(one)).collect();
                    lines.join("; ")
                };
                let (no, yes) = (all(refused), all(accepted));
                lang.pick(
                    format!("{document}: không chấp nhận ở {no}; chấp nhận ở {yes}"),
                    format!("{document}: refused at {no}; accepted at {yes}"),
                )
            }
        }
    }

    fn treated(self, treated: &Treated) -> String {
        let unit = &self.units[treated.unit];
        let place = treated.place.shown(self.lang);
        let mut line = format!("{}, {} [{place}]", unit.name, treated.criterion);
        if let Some(reason) = &treated.reason {
            line += &format!(" («{reason}»)");
        }
        line
    }

    /// `UBND xã A [tham-dinh.csv dòng 3]`; where no place says it, where its submission lies.
    fn side(self, side: &Side) -> String {
        let unit = &self.units[side.unit];
        let place = side.place.as_ref().map(|place| place.shown(self.lang));
        let place = place.unwrap_or_else(|| unit.path.to_owned());
        format!("{} [{place}]", unit.name)
    }

    fn points(self, points: Points) -> String {
        let points = numbers::show(points.decimal(), self.lang);
        self.lang
            .pick(format!("{points} điểm"), format!("{points} points"))
    }

    fn leaf(self, unit: usize, leaf: usize) -> String {
        let node: &Node = &self.units[unit].set.nodes[leaf];
        format!("{} {}", node.code, node.name)
    }
}

fn part_of(finding: &Finding) -> usize {
    match finding {
        Finding::Unequal { .. } => 0,
        Finding::OutOfLine { .. } => 1,
        Finding::SharedAttachment { .. } => 2,
        Finding::TreatedDifferently { .. } => 3,
    }
}
