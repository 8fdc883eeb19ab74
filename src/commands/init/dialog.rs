//! Questions on a terminal: a default in brackets, asked again until the answer will do.

use std::io::{BufRead, Result, Write};

use crate::text::fold;
use crate::text::lang::{Lang, Text, text};

/// Who asks, and where answers come from.
pub(super) struct Dialog<R, W> {
    pub(super) input: R,
    pub(super) output: W,
    pub(super) lang: Lang,
}

impl<R: BufRead, W: Write> Dialog<R, W> {
    /// Says something.
    pub(super) fn say(&mut self, words: &Text) -> Result<()> {
        writeln!(self.output, "{}", words.get(self.lang))
    }

    /// Asks until `take` takes the answer; an empty answer is the default, where there is one.
    /// `None`: the answers ended.
    ///
    /// # Errors
    /// Where nothing can be read or written.
    pub(super) fn ask<T>(
        &mut self,
        question: &Text,
        default: Option<&str>,
        take: impl Fn(&str) -> std::result::Result<T, Text>,
    ) -> Result<Option<T>> {
        loop {
            let shown = match default {
                None => String::new(),
                Some("") => self.lang.pick(" [bỏ qua]", " [skip]").to_owned(),
                Some(default) => format!(" [{default}]"),
            };
            write!(self.output, "{}{shown}: ", question.get(self.lang))?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                writeln!(self.output)?;
                return Ok(None);
            }
            let answer = fold::tidy(&line);
            let answer = match (answer.as_str(), default) {
                ("", Some(default)) => Ok(default),
                ("", None) => Err(text!("cần một câu trả lời", "an answer is needed")),
                (answer, _) => Ok(answer),
            };
            match answer.and_then(&take) {
                Ok(taken) => return Ok(Some(taken)),
                Err(refusal) => writeln!(self.output, "  {}", refusal.get(self.lang))?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answers: &str, default: Option<&str>) -> (Option<i32>, String) {
        let mut output = Vec::new();
        let mut dialog = Dialog {
            input: answers.as_bytes(),
            output: &mut output,
            lang: Lang::Vi,
        };
        let number = |answer: &str| {
            answer
                .parse()
                .map_err(|_| text!("`{answer}` không phải số", "`{answer}` is no number"))
        };
        let question = text!("Bao nhiêu", "How many");
        let answer = dialog.ask(&question, default, number).unwrap();
        (answer, String::from_utf8(output).unwrap())
    }

    #[test]
    fn asks_again_until_the_answer_will_do() {
        let (answer, said) = asked("\nba\n 3 \r\n4\n", None);
        assert_eq!(answer, Some(3));
        assert_eq!(
            said,
            "Bao nhiêu:   cần một câu trả lời\nBao nhiêu:   `ba` không phải số\nBao nhiêu: "
        );
    }

    #[test]
    fn an_empty_answer_is_the_default() {
        let (answer, said) = asked("\n", Some("7"));
        assert_eq!((answer, said.as_str()), (Some(7), "Bao nhiêu [7]: "));
    }

    #[test]
    fn answers_may_end() {
        assert_eq!(asked("", Some("7")).0, None);
        assert_eq!(asked("x", None).0, None);
    }
}
