//! What stands around the text of a letter: its head, what it rests on, recipients, signature.
//! What the manifest does not state stays a blank that is seen, and is listed.

use jiff::civil::Date;

use super::model::{BLANK, Block, Closing, Head};
use crate::evidence::manifest::Letter;
use crate::text::fold;
use crate::text::lang::{Lang, Text, text};

/// A letter being put together.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    letter: &'a Letter,
    lang: Lang,
    blanks: Vec<Text>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(letter: &'a Letter, lang: Lang) -> Self {
        Self {
            letter,
            lang,
            blanks: Vec::new(),
        }
    }

    /// The head of a letter whose symbol has this type (`KH`, `BC`), written on a day.
    pub(super) fn head(&mut self, kind: &str, day: Option<Date>) -> Head {
        let body = self.letter.body.clone();
        let issuer = body.as_deref().map_or(BLANK, issuer);
        let symbol = format!("Số:           /{kind}-{issuer}");
        let place = self.letter.place.clone();
        let place = self.or_blank(place, "letter.place", "địa danh", "the place");
        let year = day.map_or_else(|| "20…".to_owned(), |day| day.year().to_string());
        Head {
            body: self.or_blank(body, "letter.body", "cơ quan ban hành", "the issuing body"),
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            symbol,
            place_and_date: format!("{place}, ngày      tháng      năm {year}"),
        }
    }

    /// What the letter rests on, a paragraph each.
    pub(super) fn grounds(&mut self) -> Vec<Block> {
        let grounds = &self.letter.grounds;
        if grounds.is_empty() {
            let line = self.lang.pick("Căn cứ", "Pursuant to");
            self.note("letter.grounds", "căn cứ", "what it rests on");
            return vec![Block::Ground(format!("{line} {BLANK}{BLANK};"))];
        }
        let last = grounds.len() - 1;
        let ends = |text: &str| text.ends_with([';', '.', ',', ':']);
        let lines = grounds.iter().enumerate().map(|(index, ground)| {
            let end = match (ends(ground), index == last) {
                (true, _) => "",
                (false, true) => ".",
                (false, false) => ";",
            };
            Block::Ground(format!("{ground}{end}"))
        });
        lines.collect()
    }

    /// Recipients and signature.
    pub(super) fn closing(&mut self) -> Closing {
        let letter = self.letter;
        let title = self.or_blank(
            letter.signer_title.clone(),
            "letter.signer.title",
            "chức vụ người ký",
            "the signer's title",
        );
        let recipients = if letter.recipients.is_empty() {
            self.note("letter.recipients", "nơi nhận", "the recipients");
            vec![BLANK.to_owned()]
        } else {
            letter.recipients.clone()
        };
        Closing {
            recipients,
            signer_title: letter.signer_for.iter().cloned().chain([title]).collect(),
            signer_name: self.or_blank(
                letter.signer_name.clone(),
                "letter.signer.name",
                "họ tên người ký",
                "the signer's name",
            ),
        }
    }

    /// What was left blank.
    pub(super) fn into_blanks(self) -> Vec<Text> {
        self.blanks
    }

    /// The words, or a blank that is listed with the key of the manifest that fills it.
    pub(super) fn or_blank(
        &mut self,
        said: Option<String>,
        key: &str,
        vi: &str,
        en: &str,
    ) -> String {
        said.unwrap_or_else(|| {
            self.note(key, vi, en);
            BLANK.to_owned()
        })
    }

    /// Lists a blank.
    pub(super) fn note(&mut self, key: &str, vi: &str, en: &str) {
        let blank = text!(
            "để trống {vi}: khai ở `{key}` trong parindex.yaml hoặc trang Thông tin chung, hoặc điền tay",
            "{en} is left blank: state `{key}` in parindex.yaml or on the sheet Thông tin chung, or fill it in by hand"
        );
        self.list(blank);
    }

    /// Lists a blank in words of its own, once.
    pub(super) fn list(&mut self, blank: Text) {
        if !self.blanks.contains(&blank) {
            self.blanks.push(blank);
        }
    }
}

/// The short name of an issuing body in symbols; a blank where it is none that is known.
fn issuer(body: &str) -> &'static str {
    if fold::key(body).starts_with(&fold::key("Ủy ban nhân dân")) {
        "UBND"
    } else {
        BLANK
    }
}
