//! Reading the tree of a set: fields, criteria, leaves.

use jiff::civil::Date;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::documents::{self, Requirement};
use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{Leaf, Node as Criterion, Policy, Provenance, Side, Source};
use crate::criteria::readings::Reading;
use crate::criteria::review;
use crate::criteria::wording::{self, Part};
use crate::diagnostic::Code;
use crate::points::{Exact, Points};
use crate::rules::Rule;
use crate::rules::reading::Setting;
use crate::text::lang::{Text, text};
use crate::text::numbers;
use crate::yaml::{Map, Node, Reader};

/// The greatest maximum a node may have.
const MAX_POINTS: i64 = 1_000_000;

/// What every node of a set is read with.
pub(super) struct TreeReader<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) date: &'a dyn Fn(&Node) -> Option<Date>,
    pub(super) digits: Option<u32>,
    pub(super) figures: &'a [Figure],
    /// Nodes read so far, with the place of their code.
    pub(super) nodes: Vec<Criterion>,
}

impl<'a> TreeReader<'a> {
    /// Reads the list `fields`; bonus and penalty fields are put last. Gives the sum of the
    /// other fields.
    pub(super) fn fields(&mut self, list: &Node) -> Points {
        let items = self.reader.list(list);
        if items.is_some_and(<[Node]>::is_empty) {
            let message = text!("`fields` trống", "`fields` is empty");
            self.reader.report(Code::BadValue, list, message, None);
        }
        let items = items.unwrap_or_default();
        let side_of = |item: &Node| {
            let is = |key| item.entry(key).and_then(Node::scalar) == Some("true");
            (is("bonus"), is("penalty"))
        };
        let mut total = Points::ZERO;
        for last in [false, true] {
            for item in items {
                let (bonus, penalty) = side_of(item);
                if (bonus || penalty) != last {
                    continue;
                }
                let side = match (bonus, penalty) {
                    (false, false) => Side::Normal,
                    (true, false) => Side::Bonus,
                    (false, true) => Side::Penalty,
                    (true, true) => {
                        self.reader.report(
                            Code::MisplacedField,
                            item,
                            text!(
                                "một lĩnh vực không thể vừa cộng vừa trừ điểm",
                                "a field cannot be both bonus and penalty"
                            ),
                            text!("tách thành hai lĩnh vực", "make two fields of it"),
                        );
                        Side::Bonus
                    }
                };
                if let Some(index) = self.node(item, None, 1, side)
                    && side == Side::Normal
                {
                    total = total + self.nodes[index].max;
                }
            }
        }
        total
    }

    fn node(
        &mut self,
        node: &Node,
        parent: Option<usize>,
        depth: usize,
        side: Side,
    ) -> Option<usize> {
        let reader = self.reader;
        let mut map = reader.map(node)?;
        let code_node = map.need("code", reader);
        let code = code_node.and_then(|node| self.code(node));
        let place = reader.place(code_node.unwrap_or(node));
        let name = map.need("name", reader).and_then(|node| reader.text(node));
        let max_node = map.need("max", reader);
        let max = max_node.and_then(|node| self.max(node));
        let clause = map.get("clause").and_then(|node| reader.text(node));
        let review = review::read(map.get("review"), reader);
        for key in ["bonus", "penalty"] {
            if let Some(node) = map.get(key) {
                reader.boolean(node);
            }
        }
        let marked = map
            .keys()
            .find(|(name, ..)| matches!(*name, "bonus" | "penalty"));
        if let Some((name, key, _)) = marked.filter(|_| depth > 1) {
            reader.report(
                Code::MisplacedField,
                key,
                text!(
                    "`{name}` chỉ đứng ở lĩnh vực",
                    "`{name}` stands on fields only"
                ),
                text!(
                    "chuyển `{name}: true` lên lĩnh vực chứa mục này",
                    "move `{name}: true` to the field above"
                ),
            );
        }
        let index = self.nodes.len();
        self.nodes.push(Criterion {
            code: code.clone().unwrap_or_else(CriterionCode::unread),
            name: name.clone().unwrap_or_default(),
            max: max.unwrap_or(Points::ZERO),
            place,
            parent,
            children: Vec::new(),
            depth,
            side,
            clause,
            review,
            leaf: None,
        });
        if let Some(list) = map.get("criteria") {
            map.finish(reader);
            let items = reader.list(list)?;
            let children: Vec<Option<usize>> = items
                .iter()
                .map(|item| self.node(item, Some(index), depth + 1, side))
                .collect();
            let whole = children.iter().all(Option::is_some);
            let children: Vec<usize> = children.into_iter().flatten().collect();
            let sum: Points = children.iter().map(|child| self.nodes[*child].max).sum();
            let capped = depth == 1 && side != Side::Normal;
            if let (Some(max), Some(max_node)) = (max, max_node)
                && !capped
                && whole
                && sum != max
            {
                let code = &self.nodes[index].code;
                let message = Text::each(|lang| {
                    let show = |points: Points| numbers::show(points.decimal(), lang);
                    let (max, sum, gap) = (show(max), show(sum), show(max - sum));
                    lang.pick(
                        format!("điểm tối đa của {code} là {max}, các mục bên dưới cộng lại là {sum} (chênh {gap})"),
                        format!("the maximum of {code} is {max}, its parts add up to {sum} (difference {gap})"),
                    )
                });
                reader.report(
                    Code::SumMismatch,
                    max_node,
                    message,
                    text!(
                        "sửa `max` ở đây hoặc ở một mục bên dưới",
                        "mend `max` here or in one of the parts"
                    ),
                );
            }
            if items.is_empty() {
                reader.report(
                    Code::BadValue,
                    list,
                    text!("`criteria` trống", "`criteria` is empty"),
                    None,
                );
            }
            self.nodes[index].children = children;
        } else {
            let leaf = self.leaf(&mut map, max, side);
            map.finish(reader);
            self.nodes[index].leaf = leaf;
        }
        max.map(|_| index)
    }

    fn code(&self, node: &Node) -> Option<CriterionCode> {
        let found = node.scalar().unwrap_or_default();
        let Some(code) = CriterionCode::parse(found) else {
            self.reader.report(
                Code::BadValue,
                node,
                text!(
                    "mã `{found}` phải gồm các đoạn chữ hoặc số cách nhau bằng dấu chấm, như 1.1.3",
                    "the code `{found}` must be letters or digits in segments, such as 1.1.3"
                ),
                None,
            );
            return None;
        };
        if self.nodes.iter().any(|other| other.code == code) {
            self.reader.report(
                Code::DuplicateCode,
                node,
                text!(
                    "mã {code} đã có ở trên",
                    "the code {code} stands above already"
                ),
                text!(
                    "đặt cho mỗi mục một mã riêng",
                    "give every node its own code"
                ),
            );
        }
        Some(code)
    }

    fn max(&self, node: &Node) -> Option<Points> {
        let value = self.reader.number(node)?;
        let found = node.scalar().unwrap_or_default();
        if found.contains('%') || value <= 0.into() || value > MAX_POINTS.into() {
            self.reader.report(
                Code::BadValue,
                node,
                text!(
                    "điểm tối đa {found} phải lớn hơn 0 và không quá {MAX_POINTS}",
                    "the maximum {found} must be above 0 and at most {MAX_POINTS}"
                ),
                None,
            );
            return None;
        }
        if let Some(digits) = self.digits
            && value.scale() > digits
        {
            self.reader.report(
                Code::TooManyDecimals,
                node,
                text!(
                    "điểm tối đa {found} có nhiều hơn {digits} chữ số thập phân mà bộ tiêu chí làm tròn",
                    "the maximum {found} has more than the {digits} decimals that the set rounds to"
                ),
                text!("sửa `max` hoặc `rounding.digits`", "mend `max` or `rounding.digits`"),
            );
        }
        Some(Points::new(value))
    }

    fn leaf(&self, map: &mut Map<'_>, max: Option<Points>, side: Side) -> Option<Leaf> {
        let reader = self.reader;
        let exact_max = max.map(Exact::from);
        let documents_node = map.get("documents");
        let documents = documents::read_list(documents_node, reader, self.date, exact_max.as_ref());
        let figures = Figure::read_list(map.get("figures"), reader);
        if let (Some(node), Some(figure)) = (
            map.get("figures"),
            figures
                .iter()
                .find(|own| self.figures.iter().any(|common| common.id == own.id)),
        ) {
            let id = &figure.id;
            reader.report(
                Code::DuplicateId,
                node,
                text!(
                    "số liệu `{id}` đã là số liệu chung của bộ tiêu chí",
                    "the figure `{id}` is one of the set as a whole already"
                ),
                text!(
                    "bỏ dòng ở chỉ tiêu này, hoặc đặt tên khác",
                    "remove it here, or give it another name"
                ),
            );
        }
        let source = map.get("source").map_or(Some(Source::Own), |node| {
            reader.choice(node, &Source::ALL.map(|source| (source.id(), source)))
        });
        let owner = map.get("owner").and_then(|node| reader.text(node));
        let provenance = map
            .get("provenance")
            .and_then(|node| provenance(node, reader));
        let not_applicable_node = map.get("not_applicable");
        let not_applicable = not_applicable_node.map_or(Some(Policy::Forbid), |node| {
            reader.choice(node, &Policy::ALL.map(|policy| (policy.id(), policy)))
        });
        let hint = map.get("hint").and_then(|node| reader.text(node));
        let detail_node = map.get("detail");
        let rule_node = map.get("rule");
        let requires = documents_node.is_some().then_some(&documents[..]);
        let rule_place = reader.place(rule_node.or(map.first_key()).unwrap_or(map.node));
        let readings_node = map.get("readings");
        let read = |node: &Node| self.read_rule(node, &documents, &figures, exact_max.as_ref());
        let rule = self.rule(map, rule_node, requires, &read);
        let readings = Reading::read_list(readings_node, reader, &read);
        if side == Side::Penalty {
            self.refuse_in_penalty(documents_node, not_applicable_node, not_applicable);
            let of_rule = rule_node.zip(rule.as_ref());
            let of_readings = readings
                .iter()
                .map(|(node, reading)| (*node, &reading.rule));
            for (node, rule) in of_rule.into_iter().chain(of_readings) {
                self.refuse_unconditional(node, rule);
            }
        }
        let detail = detail_node.and_then(|node| self.detail(node, rule.as_ref(), &figures));
        Some(Leaf {
            rule: rule?,
            rule_place,
            readings: readings.into_iter().map(|(_, reading)| reading).collect(),
            documents,
            figures,
            source: source?,
            owner,
            provenance,
            not_applicable: not_applicable?,
            detail,
            hint,
        })
    }

    fn rule(
        &self,
        map: &Map<'_>,
        node: Option<&Node>,
        documents: Option<&[Requirement]>,
        read: &dyn Fn(&Node) -> Option<Rule>,
    ) -> Option<Rule> {
        let Some(node) = node else {
            if documents.is_some() {
                return Some(Rule::Presence);
            }
            self.reader.report(
                Code::MissingKey,
                map.first_key().unwrap_or(map.node),
                text!(
                    "chỉ tiêu này không có `rule`, cũng không có `documents` hay `criteria`",
                    "this leaf has no `rule`, and neither `documents` nor `criteria`"
                ),
                text!("thêm `rule: {{ … }}`", "add `rule: {{ … }}`"),
            );
            return None;
        };
        read(node)
    }

    /// Reads a rule of the leaf with these documents and figures.
    fn read_rule(
        &self,
        node: &Node,
        documents: &[Requirement],
        figures: &[Figure],
        max: Option<&Exact>,
    ) -> Option<Rule> {
        let find = |id: &str| {
            figures
                .iter()
                .chain(self.figures)
                .find(|figure| figure.id == id)
        };
        let ids: Vec<String> = documents
            .iter()
            .map(|requirement| requirement.id.clone())
            .collect();
        let setting = Setting {
            reader: self.reader,
            max: max.cloned().unwrap_or_else(|| Exact::from(MAX_POINTS)),
            range: &|id| find(id).map_or_else(|| Figure::undeclared(id).range(), Figure::range),
            not_numeric: &|id| find(id).is_some_and(|figure| figure.kind == Kind::Date),
            documents: &ids,
            date: self.date,
        };
        Rule::read(node, &setting)
    }

    fn detail(&self, node: &Node, rule: Option<&Rule>, figures: &[Figure]) -> Option<Vec<Part>> {
        let text = self.reader.text(node)?;
        let Some(parts) = wording::parse(&text) else {
            self.reader.report(
                Code::BadValue,
                node,
                text!("ngoặc nhọn không khép", "a brace is not closed"),
                text!("viết `{{số liệu}}`", "write `{{figure}}`"),
            );
            return None;
        };
        let of_rule = rule.map(Rule::figures).unwrap_or_default();
        for part in &parts {
            if let Part::Figure(name) = part
                && rule.is_some()
                && !of_rule.contains(name.as_str())
                && !figures
                    .iter()
                    .chain(self.figures)
                    .any(|figure| &figure.id == name)
            {
                self.reader.report(
                    Code::BadValue,
                    node,
                    text!(
                        "không có số liệu `{name}` ở chỉ tiêu này",
                        "this leaf has no figure `{name}`"
                    ),
                    crate::text::suggest::advice(name, of_rule.iter().copied()),
                );
            }
        }
        Some(parts)
    }

    fn refuse_in_penalty(
        &self,
        documents: Option<&Node>,
        policy_node: Option<&Node>,
        policy: Option<Policy>,
    ) {
        let refuse = |node: &Node, message| {
            self.reader
                .report(Code::MisplacedField, node, message, None);
        };
        if let Some(node) = documents {
            refuse(
                node,
                text!(
                    "chỉ tiêu điểm trừ không có tài liệu",
                    "a penalty leaf has no documents"
                ),
            );
        }
        if let (Some(node), Some(Policy::Full)) = (policy_node, policy) {
            refuse(
                node,
                text!(
                    "`full` ở chỉ tiêu điểm trừ nghĩa là trừ hết điểm; dùng `exclude`",
                    "`full` on a penalty leaf would take everything off; use `exclude`"
                ),
            );
        }
    }

    fn refuse_unconditional(&self, node: &Node, rule: &Rule) {
        if let Rule::Presence = rule {
            let message = text!(
                "quy tắc này trừ điểm vô điều kiện",
                "this rule takes points off whatever the facts"
            );
            self.reader
                .report(Code::MisplacedField, node, message, None);
        }
    }
}

/// Reads a provenance.
pub(super) fn provenance(node: &Node, reader: &Reader<'_>) -> Option<Provenance> {
    let all = [
        Provenance::Official,
        Provenance::Unofficial,
        Provenance::Reconstructed,
        Provenance::Illustrative,
    ];
    reader.choice(node, &all.map(|provenance| (provenance.id(), provenance)))
}
