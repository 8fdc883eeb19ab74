//! The counted answers of one unit to one question set, and the share they come to.

use super::{ANSWERS, Method};
use crate::diagnostic::Place;
use crate::points::Exact;

/// The answers to one question: how many gave none, then how many gave 1, 2, 3, 4, 5.
pub type Counts = [u32; 6];

/// The answers of one unit's respondents to the questions of one set. Rows are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The sheets that were counted, in the order of their names.
    pub sheets: Vec<Place>,
    /// Rows with an answer to at least one question.
    pub respondents: u32,
    /// Rows without any answer: prepared, and never filled in.
    pub silent: u32,
    /// By question, in the set's order; each adds up to `respondents`.
    pub questions: Vec<Counts>,
}

impl Tally {
    /// Counts one row: an answer from 1 to 5 for each question of the set, in its order, or
    /// none.
    pub fn add(&mut self, answers: &[Option<u8>]) {
        if answers.iter().all(Option::is_none) {
            self.silent += 1;
            return;
        }
        self.respondents += 1;
        self.questions.resize(answers.len(), Counts::default());
        for (counts, answer) in self.questions.iter_mut().zip(answers) {
            let at = answer.filter(|answer| ANSWERS.contains(answer));
            counts[usize::from(at.unwrap_or_default())] += 1;
        }
    }

    /// Takes in that a sheet was counted.
    pub fn add_sheet(&mut self, sheet: Place) {
        if let Err(at) = self.sheets.binary_search(&sheet) {
            self.sheets.insert(at, sheet);
        }
    }

    /// How many answers of this value were given, over all questions.
    pub fn of(&self, answer: u8) -> u32 {
        let each = self.questions.iter();
        each.map(|counts| counts[usize::from(answer)]).sum()
    }

    /// How many answers were given, over all questions.
    pub fn given(&self) -> u32 {
        ANSWERS.map(|answer| self.of(answer)).sum()
    }

    /// How many questions respondents left open.
    pub fn blanks(&self) -> u32 {
        self.of(0)
    }

    /// The sum of all answers given.
    pub fn sum(&self) -> u64 {
        ANSWERS
            .map(|answer| u64::from(answer) * u64::from(self.of(answer)))
            .sum()
    }

    /// The mean of all answers; `None` where none was given.
    pub fn mean(&self) -> Option<Exact> {
        whole(self.sum()).checked_div(&whole(self.given().into()))
    }

    /// The share that the answers come to, from 0 to 1; `None` where none was given: unknown is
    /// not 0.
    pub fn value(&self, method: Method) -> Option<Exact> {
        match method {
            Method::Top2Percent => {
                let top = u64::from(self.of(4)) + u64::from(self.of(5));
                whole(top).checked_div(&whole(self.given().into()))
            }
            Method::MeanScaled => Some(&(self.mean()? - Exact::one()) / &Exact::from(4)),
            Method::MeanFifth => Some(&self.mean()? / &Exact::from(5)),
        }
    }
}

/// A count; tables are far too small for one that does not fit.
fn whole(count: u64) -> Exact {
    Exact::from(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(rows: &[&[u8]]) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            let answers: Vec<_> = row.iter().map(|a| (*a > 0).then_some(*a)).collect();
            tally.add(&answers);
        }
        tally
    }

    fn ratio(n: i64, d: i64) -> Option<Exact> {
        Some(Exact::from(n) / Exact::from(d))
    }

    #[test]
    fn each_method_by_hand() {
        // Answers 5, 4, 3, 1 and a blank: 2 of 4 are 4 or 5; the mean is 13/4.
        let tally = tally(&[&[5, 4], &[3, 0], &[1, 0], &[0, 0]]);
        assert_eq!((tally.respondents, tally.silent), (3, 1));
        assert_eq!(tally.questions, [[0, 1, 0, 1, 0, 1], [2, 0, 0, 0, 1, 0]]);
        assert_eq!((tally.given(), tally.blanks(), tally.sum()), (4, 2, 13));
        assert_eq!(tally.value(Method::Top2Percent), ratio(1, 2));
        assert_eq!(tally.value(Method::MeanScaled), ratio(9, 16));
        assert_eq!(tally.value(Method::MeanFifth), ratio(13, 20));
    }

    #[test]
    fn without_answers_there_is_no_value() {
        for method in Method::ALL {
            assert_eq!(tally(&[]).value(method), None);
            assert_eq!(tally(&[&[0, 0]]).value(method), None);
        }
    }

    #[test]
    fn the_ends_of_each_method() {
        let (ones, fives) = (tally(&[&[1, 1]]), tally(&[&[5, 5]]));
        for (method, least) in Method::ALL
            .into_iter()
            .zip([ratio(0, 1), ratio(0, 1), ratio(1, 5)])
        {
            assert_eq!(ones.value(method), least);
            assert_eq!(fives.value(method), ratio(1, 1));
        }
    }
}
