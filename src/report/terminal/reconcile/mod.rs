//! A reconciliation on screen: leaf by leaf what each reading gives, what each rounding
//! reproduces, and what follows.

mod conclusion;
mod readings;
mod roundings;

use comfy_table::{Cell, Color};

use super::{Screen, joined};
use crate::points::Points;
use crate::reconcile::case::{Found, Observation};
use crate::reconcile::worth::Gap;
use crate::report::reconcile::{Outcome, Reconciled};
use crate::report::words;
use crate::text::numbers;

/// Items that a line names before it counts the rest.
const NAMED: usize = 3;

/// Renders a reconciliation.
pub fn render(view: &Reconciled<'_>, screen: Screen) -> String {
    let page = Page { view, screen };
    let mut parts = vec![page.title(), page.summary()];
    parts.extend(page.leaves());
    parts.push(page.roundings());
    parts.extend(page.not_compared());
    parts.push(page.conclusion());
    joined(&parts, screen)
}

struct Page<'a> {
    view: &'a Reconciled<'a>,
    screen: Screen,
}

impl<'a> Page<'a> {
    fn pick<T>(&self, vi: T, en: T) -> T {
        self.view.lang.pick(vi, en)
    }

    fn plain(&self, points: Points) -> String {
        numbers::show(points.decimal(), self.view.lang)
    }

    /// A difference with its sign.
    fn signed(&self, points: Points) -> String {
        let digits = self.view.set().rounding.digits;
        let sign = if points > Points::ZERO { "+" } else { "" };
        format!(
            "{sign}{}",
            numbers::show_fixed(points, digits, self.view.lang)
        )
    }

    fn title(&self) -> String {
        let units = self.view.found.case.units.len();
        let name = if units > 1 {
            self.pick(format!("{units} đơn vị"), format!("{units} units"))
        } else {
            self.view.unit(0).to_owned()
        };
        let year = self.view.submission.year;
        words::heading(Some(&name), year, self.view.set(), self.view.lang)
    }

    fn summary(&self) -> String {
        let compared = self.view.found.compared();
        let leaves = self.view.leaves().count();
        let readings: usize = self
            .view
            .leaves()
            .map(|(_, _, leaf)| leaf.readings.len() + 1)
            .sum();
        let roundings = self.view.found.roundings.len();
        let roundings = self.pick(
            format!("{roundings} cách làm tròn"),
            plural(roundings, "rounding"),
        );
        let figures = self.pick(
            format!("{compared} điểm công bố"),
            plural(compared, "published figure"),
        );
        if leaves == 0 {
            return self.pick(
                format!("Đối chiếu {figures} với {roundings}; bộ tiêu chí không khai cách đọc nào khác (`readings`)."),
                format!("{figures} held against {roundings}; the set declares no other readings (`readings`)."),
            );
        }
        self.pick(
            format!(
                "Đối chiếu {figures} với {readings} cách đọc ở {leaves} chỉ tiêu và {roundings}."
            ),
            format!(
                "{figures} held against {readings} readings of {} and {roundings}.",
                plural_of(leaves, "leaf", "leaves")
            ),
        )
    }

    fn coloured(&self, text: String, fits: Option<bool>) -> Cell {
        match fits {
            Some(true) => Cell::new(text).fg(Color::Green),
            Some(false) => Cell::new(text).fg(Color::Red),
            None => Cell::new(text),
        }
    }

    /// What an observation that is missed gets instead: `2,86 (chênh +0,01)`.
    fn gives(&self, outcome: &Outcome) -> String {
        match (&outcome.found, outcome.difference) {
            (Found::Points(points), Some(gap)) => {
                let off = self.pick("chênh", "off by");
                format!("{} ({off} {})", self.plain(*points), self.signed(gap))
            }
            _ => self.pick("không áp dụng", "not applicable").to_owned(),
        }
    }

    fn gap(&self, gap: &Gap) -> String {
        match gap {
            Gap::Unanswered => self.pick("chưa khai gì", "nothing is stated").to_owned(),
            Gap::Pending => self
                .pick("chờ nơi khác chấm", "waiting for others")
                .to_owned(),
            Gap::NotStated(figures) => {
                let figures = figures.join(", ");
                self.pick(
                    format!("chưa khai {figures}"),
                    format!("{figures} is not stated"),
                )
            }
        }
    }

    /// Which official points: the code, and the unit where there are several.
    fn label(&self, observation: &Observation) -> String {
        let code = self.code(observation.node);
        if self.view.several_units() {
            format!("{} {code}", self.view.unit(observation.unit))
        } else {
            code.to_owned()
        }
    }

    /// The code of a node; `None` is the total.
    fn code(&self, node: Option<usize>) -> &str {
        match node {
            Some(node) => self.view.set().nodes[node].code.as_str(),
            None => self.pick("tổng", "total"),
        }
    }

    /// The first few of a list, and how many more there are.
    fn few(&self, all: &[String], between: &str) -> String {
        let mut text = all.iter().take(NAMED).cloned().collect::<Vec<_>>();
        if all.len() > NAMED {
            let more = all.len() - NAMED;
            text.push(self.pick(format!("… và {more} nữa"), format!("… and {more} more")));
        }
        text.join(between)
    }
}

fn plural(count: usize, one: &str) -> String {
    plural_of(count, one, &format!("{one}s"))
}

fn plural_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
