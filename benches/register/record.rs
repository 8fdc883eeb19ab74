//! A dossier as a row of the register.

use csv::ByteRecord;

use crate::calendar::Style;
use crate::catalogue::{
    FAMILY_NAMES, GIVEN_NAMES, HAMLETS, MIDDLE_NAMES, PLACE_FIRST, PLACE_SECOND, PROCEDURES,
    REMARKS, UNIT_KINDS,
};
use crate::dossier::{Channel, Dossier, Source, State};
use crate::faults::{self, Fault};
use crate::generate::Options;
use crate::random::Random;

pub(crate) const HEADER: [&str; 15] = [
    "ma_ho_so",
    "don_vi",
    "ma_tthc",
    "linh_vuc",
    "trich_yeu",
    "chu_ho_so",
    "dia_chi",
    "kenh",
    "muc_do",
    "ngay_tiep_nhan",
    "ngay_hen_tra",
    "ngay_tra",
    "trang_thai",
    "thanh_toan",
    "so_hoa",
];
/// An optional 16th column.
pub(crate) const APOLOGY: &str = "thu_xin_loi";

const YES: &str = "Có";
const NO: &str = "Không";

/// Writes rows into a record of its own, over and over.
pub(crate) struct Rows {
    source: Source,
    style: Style,
    apology: bool,
    clean: bool,
    units: Vec<String>,
    record: ByteRecord,
    cell: Vec<u8>,
}

impl Rows {
    pub(crate) fn new(source: Source, options: &Options, units: Vec<String>) -> Self {
        Rows {
            source,
            style: options.style,
            apology: options.apology,
            clean: options.clean,
            units,
            record: ByteRecord::new(),
            cell: Vec::new(),
        }
    }

    /// The row of a number, from 0.
    pub(crate) fn row(&mut self, number: u64) -> &ByteRecord {
        let mut random = Random::of_row(self.source.seed, number);
        let fault = faults::draw(&mut random).filter(|_| !self.clean);
        if fault == Some(Fault::Duplicate) && number > 0 {
            self.duplicate(random.below(number as usize) as u64, &mut random);
        } else {
            self.fill(number, &mut random, fault, "");
        }
        &self.record
    }

    /// An earlier row, near or far, a third of them with a space after the id. Half of them stand
    /// under another unit: which row comes first then decides whose dossier it is.
    fn duplicate(&mut self, earlier: u64, random: &mut Random) {
        let padding = if random.below(3) == 0 { " " } else { "" };
        let moved = random.percent(50);
        let mut of_earlier = Random::of_row(self.source.seed, earlier);
        let fault = faults::draw(&mut of_earlier);
        self.fill(earlier, &mut of_earlier, fault, padding);
        let unit = self.units[random.below(self.units.len())].as_bytes();
        if moved && fault.is_none() {
            let cells = self.record.iter().enumerate();
            let cells = cells.map(|(at, cell)| if at == 1 { unit } else { cell });
            self.record = cells.collect();
        }
    }

    fn fill(&mut self, number: u64, random: &mut Random, fault: Option<Fault>, padding: &str) {
        self.record.clear();
        if fault == Some(Fault::Subtotal) {
            let width = HEADER.len() + usize::from(self.apology);
            (0..width).for_each(|at| {
                self.record
                    .push_field(if at == 4 { "Cộng".as_bytes() } else { b"" })
            });
            return;
        }
        let dossier = self.source.dossier(number, random, fault);
        self.id(&dossier, fault, padding);
        self.unit(&dossier, fault);
        let procedure = &PROCEDURES[dossier.procedure];
        self.text(procedure.code);
        self.text(procedure.field);
        self.subject(procedure.name, random);
        self.applicant(random);
        self.address(random);
        self.channel(&dossier, random);
        self.dates(&dossier, fault);
        self.text(state(dossier.state, self.style));
        let paid = match random.below(100) {
            0..=24 => "Trực tuyến",
            25..=44 => "Trực tiếp",
            _ => "",
        };
        self.text(paid);
        self.text(if random.percent(81) { YES } else { NO });
        if self.apology {
            let written = match random.below(10) {
                _ if !dossier.late => "",
                0..=6 => YES,
                7..=8 => NO,
                _ => "",
            };
            self.text(written);
        }
    }

    fn text(&mut self, text: &str) {
        self.record.push_field(text.as_bytes());
    }

    /// Ends the field that was put together in `cell`.
    fn end_cell(&mut self) {
        self.record.push_field(&self.cell);
        self.cell.clear();
    }

    fn add(&mut self, text: &str) {
        self.cell.extend_from_slice(text.as_bytes());
    }

    /// "H99" is no province's code.
    fn id(&mut self, dossier: &Dossier, fault: Option<Fault>, padding: &str) {
        if fault != Some(Fault::NoId) {
            self.add("H99-");
            self.cell
                .extend_from_slice(self.source.calendar.short(dossier.received.day).as_bytes());
            let mut digits = [b'0'; 20];
            let mut rest = dossier.number + 1;
            let mut start = digits.len();
            while rest > 0 || start > digits.len() - 6 {
                start -= 1;
                digits[start] = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            self.add("-");
            self.cell.extend_from_slice(&digits[start..]);
            self.add(padding);
        }
        self.end_cell();
    }

    fn unit(&mut self, dossier: &Dossier, fault: Option<Fault>) {
        let name = &self.units[dossier.unit];
        match fault {
            Some(Fault::NoUnit) => {}
            Some(Fault::Padded) => self.cell.extend_from_slice(format!(" {name}  ").as_bytes()),
            _ => self.cell.extend_from_slice(name.as_bytes()),
        }
        self.end_cell();
    }

    /// What is asked for: two in a hundred have a quotation, four a comma, one a second line.
    fn subject(&mut self, name: &str, random: &mut Random) {
        self.add(name);
        let remark = random.pick(&REMARKS);
        match random.below(100) {
            0..2 => {
                self.add(" \"");
                self.add(remark);
                self.add("\"");
            }
            2..6 => {
                self.add(", ");
                self.add(remark);
            }
            6 => {
                self.add("\n");
                self.add(remark);
            }
            _ => {}
        }
        self.end_cell();
    }

    fn applicant(&mut self, random: &mut Random) {
        let family = random.pick(&FAMILY_NAMES);
        let middle = random.pick(&MIDDLE_NAMES);
        let given = random.pick(&GIVEN_NAMES);
        match random.below(200) {
            0 => {
                self.add("Công ty TNHH \"");
                self.add(given);
                self.add("\", chi nhánh 1");
            }
            1 => {
                self.add("Hộ ông, bà\n");
                self.add(family);
                self.add(" ");
                self.add(given);
            }
            _ => {
                for part in [family, " ", middle, " ", given] {
                    self.add(part);
                }
            }
        }
        self.end_cell();
    }

    fn address(&mut self, random: &mut Random) {
        if random.percent(20) {
            let house = b'1' + random.below(9) as u8;
            self.add("Số ");
            self.cell.push(house);
            self.add(", ");
        }
        self.add(random.pick(&HAMLETS));
        self.end_cell();
    }

    fn channel(&mut self, dossier: &Dossier, random: &mut Random) {
        let (word, number) = match dossier.channel {
            Channel::InPerson => ("Trực tiếp", "1"),
            Channel::Online => ("Trực tuyến", "2"),
            Channel::Post => ("Bưu chính", "3"),
        };
        self.text(if self.style == Style::Vi {
            word
        } else {
            number
        });
        let full = random.percent(70);
        self.text(match dossier.channel {
            Channel::Online if full => "Toàn trình",
            Channel::Online => "Một phần",
            _ => "",
        });
    }

    fn dates(&mut self, dossier: &Dossier, fault: Option<Fault>) {
        let received = (fault != Some(Fault::NoReceived)).then_some(dossier.received);
        let due = (fault != Some(Fault::NoDue)).then_some(dossier.due);
        for (column, moment) in [received, due, dossier.end].into_iter().enumerate() {
            if column == 1 && fault == Some(Fault::BadDate) {
                let day_that_is_none = match self.style {
                    Style::Vi => "30/02/2023",
                    Style::Iso => "2023-02-30",
                };
                self.add(if dossier.number.is_multiple_of(2) {
                    day_that_is_none
                } else {
                    "chưa rõ"
                });
            } else if let Some(moment) = moment {
                self.source.calendar.write(moment, &mut self.cell);
            }
            self.end_cell();
        }
    }
}

fn state(state: State, style: Style) -> &'static str {
    let (word, number) = match state {
        State::InProgress => ("Đang xử lý", "1"),
        State::Supplement => ("Yêu cầu bổ sung", "5"),
        State::Withdrawn => ("Rút", "7"),
        State::Stopped => ("Dừng", "8"),
        State::Finished => ("Xử lý xong", "9"),
        State::Returned => ("Đã trả kết quả", "10"),
    };
    if style == Style::Vi { word } else { number }
}

/// Made-up names of units, each with its number.
pub(crate) fn unit_names(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| {
            let kind = UNIT_KINDS[number % UNIT_KINDS.len()];
            let first = PLACE_FIRST[number % PLACE_FIRST.len()];
            let second = PLACE_SECOND[number % PLACE_SECOND.len()];
            format!("{kind} {first} {second} {}", number + 1)
        })
        .collect()
}
