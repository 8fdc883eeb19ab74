//! Reading the question sets of a criteria set (`survey`).

use jiff::civil::Date;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::read::SetReader;
use crate::diagnostic::Code;
use crate::points::Exact;
use crate::rules::expression::Expression;
use crate::rules::measure;
use crate::rules::reading::Setting;
use crate::survey::{Method, QuestionSet};
use crate::text::fold;
use crate::text::lang::text;
use crate::yaml::{Map, Node};

impl SetReader<'_> {
    /// Reads the list; `figures` are those that the set declares as a whole.
    pub(super) fn surveys(
        &self,
        node: Option<&Node>,
        figures: &[Figure],
        date: &dyn Fn(&Node) -> Option<Date>,
    ) -> Vec<QuestionSet> {
        let reader = self.reader;
        let items = node.and_then(|node| reader.list(node)).unwrap_or_default();
        let mut sets: Vec<QuestionSet> = Vec::new();
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let found = self.question_set(&mut map, figures, date);
            map.finish(reader);
            let Some(found) = found else { continue };
            let id = &found.id;
            if sets.iter().any(|other| other.id == *id) {
                let message = text!(
                    "bộ câu hỏi `{id}` đã có ở trên",
                    "the question set `{id}` stands above already"
                );
                reader.report(Code::DuplicateId, item, message, None);
            }
            let figure = &found.figure.id;
            if figures.iter().any(|other| other.id == *figure) {
                let message = text!(
                    "`{figure}` đã được khai ở `figures`",
                    "`{figure}` is declared under `figures` already"
                );
                let help = text!(
                    "bỏ nó khỏi `figures`: bộ câu hỏi đã cho số liệu này",
                    "remove it from `figures`: the question set gives it"
                );
                reader.report(Code::DuplicateId, item, message, help);
            }
            sets.push(found);
        }
        sets
    }

    fn question_set(
        &self,
        map: &mut Map<'_>,
        figures: &[Figure],
        date: &dyn Fn(&Node) -> Option<Date>,
    ) -> Option<QuestionSet> {
        let reader = self.reader;
        let id_node = map.need("id", reader);
        let id = id_node.and_then(|node| self.question_set_id(node));
        let name = map.need("name", reader).and_then(|node| reader.text(node));
        let questions = map
            .need("questions", reader)
            .and_then(|node| self.questions(node));
        let method = map
            .need("method", reader)
            .and_then(|node| reader.choice(node, &Method::ALL.map(|method| (method.id(), method))));
        let population = map.get("population");
        let population_read = population.and_then(|node| self.population(node, figures, date));
        let below_one = |share: &Exact| share < &Exact::one();
        let up_to_one = |share: &Exact| share <= &Exact::one();
        let mut share = |key, allowed: &dyn Fn(&Exact) -> bool| {
            let node = map.get(key)?;
            if population.is_none() {
                let message = text!(
                    "`{key}` cần biết tổng thể `population`",
                    "`{key}` needs the `population`"
                );
                let help = text!("thêm `population: …` vào đây", "add `population: …` here");
                reader.report(Code::MissingKey, node, message, help);
            }
            let value = Exact::from(reader.number(node)?);
            if value > Exact::zero() && allowed(&value) {
                return Some(value);
            }
            let found = node.scalar().unwrap_or_default();
            let message = text!(
                "`{found}` không phải tỷ lệ trên 0 %, dưới 100 %",
                "`{found}` is no share above 0 % and below 100 %"
            );
            let help = text!("viết như 5% hoặc 0.05", "write 5% or 0.05");
            reader.report(Code::BadValue, node, message, help);
            None
        };
        let error = share("error", &below_one);
        let asked = share("share", &up_to_one);
        let (id, name) = (id?, name?);
        let place = reader.place(id_node?);
        Some(QuestionSet {
            figure: QuestionSet::figure_of(&id, &name, place.clone()),
            id,
            questions: questions?,
            method: method?,
            population: population_read,
            error,
            share: asked,
            place,
        })
    }

    /// An id that expressions can name.
    fn question_set_id(&self, node: &Node) -> Option<String> {
        let id = self.reader.text(node)?;
        let name = QuestionSet::figure_id(&id);
        let plain = !id.contains('.') && Expression::parse(&name) == Ok(Expression::Name(name));
        if plain {
            return Some(id);
        }
        self.reader.report(
            Code::BadValue,
            node,
            text!(
                "mã bộ câu hỏi `{id}` phải gồm chữ, số và dấu gạch dưới để dùng được trong biểu thức",
                "the id `{id}` of a question set must be letters, digits and underscores, to be used in expressions"
            ),
            None,
        );
        None
    }

    fn questions(&self, node: &Node) -> Option<Vec<String>> {
        let reader = self.reader;
        let items = reader.list(node)?;
        if items.is_empty() {
            let message = text!("`questions` trống", "`questions` is empty");
            let help = text!(
                "ghi tiêu đề cột của từng câu hỏi trong phiếu",
                "write the header of each question's column in the sheet"
            );
            reader.report(Code::BadValue, node, message, help);
            return None;
        }
        let mut questions: Vec<String> = Vec::new();
        for item in items {
            let Some(question) = reader.text(item) else {
                continue;
            };
            let key = fold::key(&question);
            if let Some(other) = questions.iter().find(|other| fold::key(other) == key) {
                let message = text!(
                    "câu hỏi `{question}` trùng với `{other}`: tiêu đề cột được so không kể hoa thường, dấu và khoảng trắng",
                    "the question `{question}` repeats `{other}`: headers are compared without case, marks and spaces"
                );
                reader.report(Code::DuplicateId, item, message, None);
            }
            questions.push(question);
        }
        Some(questions)
    }

    /// A whole number above 0, or an expression over figures of the set.
    fn population(
        &self,
        node: &Node,
        figures: &[Figure],
        date: &dyn Fn(&Node) -> Option<Date>,
    ) -> Option<Expression> {
        let reader = self.reader;
        let find = |id: &str| figures.iter().find(|figure| figure.id == id);
        let setting = Setting {
            reader,
            max: Exact::zero(),
            range: &|id| find(id).map_or_else(|| Figure::undeclared(id).range(), Figure::range),
            not_numeric: &|id| find(id).is_some_and(|figure| figure.kind == Kind::Date),
            documents: &[],
            date,
        };
        let value = measure::expression(node, &setting)?;
        let constant = value.evaluate(&|_| None).ok();
        let constant = constant.filter(|_| value.names().is_empty());
        if constant.is_some_and(|n| !n.is_integer() || n <= Exact::zero()) {
            let found = node.scalar().unwrap_or_default();
            let message = text!(
                "tổng thể `{found}` phải là số nguyên lớn hơn 0",
                "the population `{found}` must be a whole number above 0"
            );
            let help = text!(
                "ghi số người có thể được hỏi, hoặc biểu thức trên số liệu chung",
                "write how many people could be asked, or an expression over figures of the set"
            );
            reader.report(Code::BadExpression, node, message, help);
        }
        if value.may_divide_by_zero(setting.range) {
            let message = text!(
                "mẫu số của tổng thể có thể bằng 0",
                "a denominator of the population can be 0"
            );
            let help = text!(
                "khai `min` lớn hơn 0 cho số liệu ở mẫu số",
                "declare a `min` above 0 for its figure"
            );
            reader.report(Code::OnZeroMissing, node, message, help);
        }
        Some(value)
    }
}
