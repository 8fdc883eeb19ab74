//! What tables are for and what their cells hold, in both languages.

use super::Table;
use crate::annex::columns as annexes;
use crate::evidence::columns::Column;
use crate::evidence::register::columns as register;
use crate::evidence::{efforts, unit_list};
use crate::text::lang::Lang;

impl Table {
    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Evidence => lang.pick("Minh chứng", "Evidence"),
            Self::Figures => lang.pick("Số liệu, mỗi dòng một số liệu", "Figures, a row each"),
            Self::WideFigures => {
                lang.pick("Số liệu, mỗi cột một số liệu", "Figures, a column each")
            }
            Self::Points => lang.pick("Điểm tự chấm, điểm công bố", "Claimed or published points"),
            Self::Appraisals => lang.pick("Thẩm định", "Appraisals"),
            Self::Survey => lang.pick("Phiếu khảo sát", "Survey sheets"),
            Self::Register => lang.pick("Sổ theo dõi hồ sơ TTHC", "Dossier register"),
            Self::Units => lang.pick("Danh sách đơn vị", "List of units"),
            Self::Efforts => lang.pick("Ngày công", "Days of work"),
            Self::Annex => lang.pick("Phụ lục của quyết định", "Annex of a decision"),
        }
    }

    /// How it is named on the command line and in `parindex.yaml`, and what it is for.
    pub fn about(self, lang: Lang) -> &'static str {
        match self {
            Self::Evidence => lang.pick(
                "`evidence`, `--evidence`: mỗi dòng một tài liệu, tệp hoặc đường dẫn. Dòng có số ký hiệu, trích yếu, tệp hoặc đường dẫn là đã khai tài liệu.",
                "`evidence`, `--evidence`: a row per document, file or link. A row with a number, a title, a file or a link declares its document.",
            ),
            Self::Figures => lang.pick(
                "`figures`, `--figures`: bảng có cột số liệu và cột giá trị.",
                "`figures`, `--figures`: a table with a column for the figure and one for its value.",
            ),
            Self::WideFigures => lang.pick(
                "`figures`, `--figures`: bảng không có cột số liệu; cột nào không thuộc danh sách dưới đây thì tiêu đề là mã hoặc tên một số liệu.",
                "`figures`, `--figures`: a table without a column for the figure; every column that is not listed here is headed by the id or name of one.",
            ),
            Self::Points => lang.pick(
                "`claims`, `--claims` và `published`, `--published`: mỗi dòng một mục. Dòng của tiêu chí, lĩnh vực và tổng chỉ dùng để đối chiếu.",
                "`claims`, `--claims` and `published`, `--published`: a row per node. Rows of criteria, fields and the total are only compared.",
            ),
            Self::Appraisals => lang.pick(
                "`appraisals`, `--appraisals`: điểm, kết luận về minh chứng và số liệu sửa lại, theo từng lần thẩm định.",
                "`appraisals`, `--appraisals`: points, verdicts on evidence and corrected figures, round by round.",
            ),
            Self::Survey => lang.pick(
                "`survey`, `--survey`: mỗi dòng một người trả lời, mỗi cột một câu hỏi có tiêu đề như bộ tiêu chí ghi; ô là 1 đến 5, bỏ trống là không trả lời. Cột khác không được đọc.",
                "`survey`, `--survey`: a row per respondent, a column per question, headed as the set words it; cells hold 1 to 5, blank is no answer. No other column is read.",
            ),
            Self::Register => lang.pick(
                "`register`, `--register`, `parindex register`: mỗi dòng một hồ sơ TTHC. Cột khác, kể cả tên và địa chỉ, không được đọc.",
                "`register`, `--register`, `parindex register`: a row per dossier. No other column is read, names and addresses least of all.",
            ),
            Self::Units => lang.pick(
                "`--units`: các đơn vị phải có hồ sơ.",
                "`--units`: the units that are expected.",
            ),
            Self::Efforts => lang.pick(
                "`--effort` của `plan` và `report --kind plan`.",
                "`--effort` of `plan` and `report --kind plan`.",
            ),
            Self::Annex => lang.pick(
                "`criteria import`: mỗi dòng một lĩnh vực, tiêu chí hoặc chỉ tiêu.",
                "`criteria import`: a row per field, criterion or leaf.",
            ),
        }
    }
}

pub(super) fn general(column: Column, lang: Lang) -> &'static str {
    match column {
        Column::Criterion => lang.pick(
            "mã của bộ tiêu chí, như 1.1.3; bảng minh chứng nhận nhiều mã, cách nhau bằng `;` `,` hoặc xuống dòng. Trong `STT`, `Mã`, `Tiêu chí`, cột nào có mã của bộ thì là cột mã",
            "a code of the set, such as 1.1.3; evidence takes several, separated by `;` `,` or a line break. Of `STT`, `Mã`, `Tiêu chí` the one whose cells are codes of the set is meant",
        ),
        Column::CriterionName => lang.pick("tên mục; để người đọc", "the node's name; for people"),
        Column::Document => lang.pick(
            "mã hoặc tên tài liệu theo bộ tiêu chí; bỏ trống được nếu chỉ tiêu chỉ cần một tài liệu hoặc loại văn bản chỉ hợp một",
            "id or name of a document of the set; may be blank where the leaf requires one, or the type fits one",
        ),
        Column::Number => lang.pick("số ký hiệu văn bản, như 45/KH-UBND", "number and symbol, such as 45/KH-UBND"),
        Column::Issued => lang.pick(
            "ngày: dd/MM/yyyy hoặc yyyy-MM-dd, hoặc ô ngày của bảng tính",
            "a day: dd/MM/yyyy or yyyy-MM-dd, or a date cell of a spreadsheet",
        ),
        Column::Title => lang.pick("trích yếu", "title of the document"),
        Column::File => lang.pick(
            "đường dẫn trong thư mục đính kèm, hoặc chỉ tên tệp; nhiều tệp cách nhau bằng `;` hoặc xuống dòng",
            "path below the attachments, or a bare file name; several separated by `;` or a line break",
        ),
        Column::Link => lang.pick("đường dẫn mạng; không bao giờ được mở", "a link; never fetched"),
        Column::Section => lang.pick("mục trong văn bản", "section of the document"),
        Column::Page => lang.pick("trang", "page"),
        Column::Explanation => lang.pick("giải trình, ý kiến hoặc lý do", "explanation or reason"),
        Column::Round => lang.pick("lần nộp hoặc lần thẩm định: 1, 2, …", "round: 1, 2, …"),
        Column::Unit => lang.pick("mã đơn vị", "code of the unit"),
        Column::UnitName => lang.pick("tên đơn vị", "name of the unit"),
        Column::Figure => lang.pick(
            "mã hoặc tên số liệu; `level`, `points`, `percent`, `not_applicable` có nghĩa riêng",
            "id or name of a figure; `level`, `points`, `percent`, `not_applicable` have a meaning of their own",
        ),
        Column::Value => lang.pick(
            "theo loại số liệu: count là số nguyên từ 0; percent là 98,32% hoặc tỷ lệ; number, money là số; date là ngày; yes_no là Có/Không, x/bỏ trống, 1/0. Bỏ trống, `-`, `…` là chưa khai",
            "by the figure's kind: count is a whole number from 0; percent is 98.32% or a share; number and money are numbers; date is a day; yes_no is Có/Không, x/blank, 1/0. Blank, `-` and `…` state nothing",
        ),
        Column::Source => lang.pick("nguồn của số liệu hoặc minh chứng", "where it comes from"),
        Column::Points => lang.pick("điểm, từ 0 đến điểm tối đa", "points, 0 to the maximum"),
        Column::Claimed => lang.pick("điểm đơn vị tự chấm", "points that the unit claims"),
        Column::Appraised => lang.pick("điểm thẩm định", "points that the appraiser gives"),
        Column::Published => lang.pick("điểm công bố", "published points"),
        Column::Verdict => lang.pick("Chấp nhận hoặc Không chấp nhận", "Chấp nhận (accepted) or Không chấp nhận (refused)"),
        Column::Appraiser => lang.pick("người thẩm định", "who appraised"),
        Column::Silent => lang.pick("để người đọc; chương trình bỏ qua", "for people; passed over"),
    }
}

pub(super) fn register(column: register::Column, lang: Lang) -> &'static str {
    use register::Column as R;
    match column {
        R::Id => lang.pick("mã hồ sơ", "id of the dossier"),
        R::Unit => lang.pick("đơn vị giải quyết", "the deciding unit"),
        R::UnitName => lang.pick("tên đơn vị giải quyết", "its name"),
        R::Received => lang.pick("ngày (giờ) tiếp nhận", "day (and time) of receipt"),
        R::Due => lang.pick("ngày (giờ) hẹn trả", "day (and time) due"),
        R::Finished => lang.pick("ngày kết thúc xử lý", "day on which it was handled"),
        R::Returned => lang.pick("ngày trả kết quả", "day on which the result was returned"),
        R::Stopped => lang.pick(
            "ngày dừng xử lý, rút hoặc trả lại",
            "day on which it was stopped, withdrawn or sent back",
        ),
        R::Status => lang.pick("trạng thái hồ sơ", "status"),
        R::Channel => lang.pick(
            "nộp trực tiếp, trực tuyến hoặc qua bưu chính",
            "handed in in person, online or by post",
        ),
        R::Level => lang.pick(
            "dịch vụ công một phần hay toàn trình",
            "partial or full online service",
        ),
        R::Payment => lang.pick("thanh toán trực tuyến hay không", "paid online or not"),
        R::Digitised => lang.pick("kết quả đã số hóa hay chưa", "result digitised or not"),
        R::Apology => lang.pick("có thư xin lỗi hay không", "letter of apology or not"),
    }
}

pub(super) fn unit_list(column: unit_list::Column, lang: Lang) -> &'static str {
    use unit_list::Column as U;
    match column {
        U::Code => lang.pick("mã đơn vị", "code of the unit"),
        U::Name => lang.pick("tên đơn vị", "name of the unit"),
        U::OtherNames => lang.pick(
            "tên gọi khác, cách nhau bằng `;`",
            "other names, separated by `;`",
        ),
        U::Group => lang.pick("nhóm xếp hạng: xã, phường, …", "group it is ranked in"),
        U::Path => lang.pick(
            "thư mục hoặc .zip của hồ sơ, tính từ chỗ của danh sách",
            "folder or .zip of its submission, from where the list lies",
        ),
    }
}

pub(super) fn efforts(column: efforts::Column, lang: Lang) -> &'static str {
    use efforts::Column as E;
    match column {
        E::Criterion => lang.pick(
            "mã chỉ tiêu, khi dòng nói về số liệu",
            "code of the leaf, in a row about a figure",
        ),
        E::Document => lang.pick("mã hoặc tên tài liệu", "id or name of a document"),
        E::Figure => lang.pick("mã hoặc tên số liệu", "id or name of a figure"),
        E::Effort => lang.pick("số ngày công, từ 0", "days of work, from 0"),
    }
}

pub(super) fn annex(column: annexes::Column, lang: Lang) -> &'static str {
    use annexes::Column as A;
    match column {
        A::Label => lang.pick(
            "mã hoặc số thứ tự: I, 1, 1.1, a",
            "code or number: I, 1, 1.1, a",
        ),
        A::Level => lang.pick("cấp: 1 là lĩnh vực", "level: 1 is a field"),
        A::Name => lang.pick(
            "tên lĩnh vực, tiêu chí, chỉ tiêu",
            "what the node is called",
        ),
        A::LabelOrName => lang.pick(
            "mã hoặc tên, tùy nội dung các ô",
            "code or name, as the cells show",
        ),
        A::Max => lang.pick("điểm tối đa", "the points at most"),
        A::Documents => lang.pick(
            "tài liệu kiểm chứng; được tách thành từng tài liệu",
            "required documents; told apart one by one",
        ),
        A::Owner => lang.pick("người, bộ phận phụ trách", "who answers for it"),
        A::Scoring => lang.pick("cách chấm, nguyên văn", "how it is scored, as it is worded"),
        A::Key(_) => lang.pick(
            "khóa của bộ tiêu chí, như `criteria export` ghi",
            "a key of the set, as `criteria export` writes it",
        ),
        A::Note => lang.pick(
            "ghi chú của bảng; giữ lại ở `review`",
            "remarks of the table; kept under `review`",
        ),
        A::Silent => lang.pick(
            "để người đọc; chương trình bỏ qua",
            "for people; passed over",
        ),
    }
}
