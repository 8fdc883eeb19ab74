//! What each code means in Vietnamese, beside the English line of [`Code::meaning`].

use super::Code;
use crate::text::lang::Lang;

impl Code {
    /// One line on what it means, in `lang`.
    pub fn meaning_in(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.meaning(),
            Lang::Vi => self.vietnamese(),
        }
    }

    fn vietnamese(self) -> &'static str {
        match self {
            Self::YamlSyntax => {
                "Tệp không đúng cú pháp YAML, hoặc lớn hơn mức một bộ tiêu chí có thể có."
            }
            Self::WrongShape => {
                "Chỗ cần danh sách, bảng khóa hoặc giá trị đơn lại là thứ khác trong ba thứ ấy."
            }
            Self::UnknownKey => "Khóa mà chỗ này không có.",
            Self::DuplicateKey => "Một khóa ghi hai lần trong cùng một chỗ.",
            Self::MissingKey => "Thiếu một khóa bắt buộc.",
            Self::BadValue => "Giá trị mà khóa này không nhận.",
            Self::BadSchema => "Tệp khai lược đồ khác.",
            Self::DuplicateCode => "Hai mục của bộ tiêu chí có cùng mã.",
            Self::DuplicateId => {
                "Hai tài liệu, số liệu, mức hoặc cách đọc của một chỉ tiêu có cùng mã."
            }
            Self::SumMismatch => "Điểm tối đa không bằng tổng điểm tối đa các mục ngay bên dưới.",
            Self::TooManyDecimals => {
                "Điểm có nhiều chữ số thập phân hơn mức làm tròn của bộ tiêu chí."
            }
            Self::UnknownRule => "Loại quy tắc không có.",
            Self::BadExpression => "Biểu thức không đọc được.",
            Self::OnZeroMissing => "Phép chia có thể gặp mẫu số 0 mà không có `on_zero`.",
            Self::UnknownDocument => "Quy tắc nhắc đến tài liệu mà chỉ tiêu không yêu cầu.",
            Self::BadDate => "Ngày, hoặc ngày theo `{year}`, không có trong lịch.",
            Self::BadBand => "Khoảng không có cận, hoặc có cận hay điểm mâu thuẫn nhau.",
            Self::BadOrder => "Các bước, mức xếp loại hoặc ngày không theo thứ tự.",
            Self::MisplacedField => {
                "`bonus` hoặc `penalty` đặt ở chỗ không phải lĩnh vực, hoặc chỉ tiêu trừ điểm có tài liệu."
            }
            Self::UnreadableTable => "Bảng không phải chữ theo bảng mã đã biết, hoặc có byte NUL.",
            Self::UnclosedQuote => "Dấu nháy trong bảng mở mà không đóng.",
            Self::WrongFieldCount => "Một dòng có nhiều hoặc ít ô hơn dòng tiêu đề.",
            Self::NoHeader => "Không nhận ra dòng tiêu đề.",
            Self::DuplicateColumn => "Hai cột của bảng có cùng ý nghĩa.",
            Self::BadCell => "Ô không phải ngày hoặc số như cột yêu cầu.",
            Self::QuestionMissing => {
                "Phiếu khảo sát thiếu một câu hỏi của bộ câu hỏi mà nó có các câu khác."
            }
            Self::BadAnswer => "Câu trả lời trong phiếu khảo sát không phải số nguyên từ 1 đến 5.",
            Self::DamagedCode => "Mã dường như đã bị Excel đổi thành số hoặc ngày.",
            Self::AmbiguousNumber => "Số có hai cách đọc mà cả cột không cho biết cách nào đúng.",
            Self::OutOfRange => "Giá trị không đúng loại hoặc ngoài khoảng của số liệu.",
            Self::ConflictingFigure => "Một số liệu khai hai lần, khác nhau.",
            Self::ConflictingAppraisal => {
                "Một lần thẩm định nói hai điều về một chỉ tiêu: điểm khác nhau, kết luận trái nhau về cùng minh chứng, hoặc số liệu khác nhau."
            }
            Self::ReasonMissing => {
                "Thẩm định không chấp nhận, sửa số liệu, hoặc cho điểm khác điểm tính được mà không ghi lý do."
            }
            Self::UnknownLevel => "Mức mà quy tắc không có.",
            Self::NotApplicableForbidden => {
                "Chỉ tiêu khai không áp dụng mà bộ tiêu chí không cho phép."
            }
            Self::NotApplicableNoReason => "Chỉ tiêu khai không áp dụng mà không có lý do.",
            Self::PointsAboveMax => "Điểm vượt điểm tối đa của chỉ tiêu, hoặc nhỏ hơn 0.",
            Self::PenaltyNotStated => "Số liệu của chỉ tiêu trừ điểm chưa khai.",
            Self::UnitNeeded => "Bảng có nhiều đơn vị mà chưa chọn đơn vị nào.",
            Self::UnknownUnit => "Các bảng có ghi đơn vị, nhưng không có đơn vị được hỏi.",
            Self::UnknownSet => "Không có bộ tiêu chí có sẵn nào mang mã này.",
            Self::Incomplete => "Hồ sơ thiếu thứ cần để chạy.",
            Self::UnreadableInput => {
                "Khi chạy nhiều hồ sơ, tệp hoặc thư mục của một hồ sơ không đọc được."
            }
            Self::AmbiguousUnit => "Tên đơn vị khớp nhiều đơn vị trong danh sách.",
            Self::DuplicateUnit => "Hai hồ sơ của cùng một đơn vị.",
            Self::SeveralSets => {
                "Các hồ sơ cần xếp hạng dùng bộ tiêu chí hoặc năm khác nhau mà chưa chọn."
            }
            Self::BandGap => {
                "Có giá trị có thể xảy ra mà không thuộc khoảng nào (do `check` tìm ra)."
            }
            Self::BandOverlap => "Có giá trị có thể xảy ra thuộc hai khoảng (do `check` tìm ra).",
            Self::NotMonotone => {
                "Điểm không chỉ tăng, cũng không chỉ giảm theo giá trị đo (do `check` tìm ra)."
            }
            Self::MaxUnreachable => {
                "Không số liệu nào cho chỉ tiêu đạt điểm tối đa (do `check` tìm ra)."
            }
            Self::BranchMax => {
                "Một nhánh của `best_of` không thể đạt điểm tối đa của chỉ tiêu (do `check` tìm ra)."
            }
            Self::CannotLose => {
                "Không số liệu nào làm chỉ tiêu mất điểm, hoặc chỉ tiêu trừ điểm không trừ được gì (do `check` tìm ra)."
            }
            Self::CannotAvoid => {
                "Chỉ tiêu trừ điểm lúc nào cũng trừ, dù số liệu ra sao (do `check` tìm ra)."
            }
            Self::Unproved => {
                "Một tính chất của bộ tiêu chí chưa chứng minh được, cũng chưa bác bỏ được (do `check` tìm ra)."
            }
            Self::UnknownName => {
                "Giá trị nhắc đến số liệu được khai bằng tên gần giống, hoặc đến bảng không có (do `check` tìm ra)."
            }
            Self::NoSource => {
                "Điểm do nơi khác cho mà chỉ tiêu không nói là nơi nào (do `check` tìm ra)."
            }
            Self::ImpossibleDate => {
                "Bước đầu của `deadline` kết thúc trước khi tài liệu được phép ban hành (do `check` tìm ra)."
            }
            Self::UnusedRow => "Dòng không được dùng đến.",
            Self::UnusedColumn => "Cột không được dùng đến.",
            Self::UnusedFile => "Tệp đính kèm mà không dòng nào khai.",
            Self::UnknownCriterion => "Dòng ghi mã mà bộ tiêu chí không có.",
            Self::UnknownRequirement => "Dòng ghi tài liệu mà chỉ tiêu không yêu cầu.",
            Self::JudgesNothing => {
                "Kết luận nhắc đến tài liệu, số ký hiệu hoặc tệp không có trong minh chứng của chỉ tiêu."
            }
            Self::UnknownFigure => "Dòng ghi số liệu mà chỉ tiêu không dùng.",
            Self::AmbiguousDocument => "Dòng có thể là của nhiều tài liệu của chỉ tiêu.",
            Self::SharedDocument => "Tài liệu khai cho một chỉ tiêu mà chỉ tiêu khác cũng yêu cầu.",
            Self::DateOutsidePeriod => "Văn bản ban hành ngoài kỳ đánh giá.",
            Self::GateNotStated => {
                "Số liệu của điều kiện khống chế chưa khai, nên chưa xét điều kiện ấy."
            }
            Self::YearOutsideSet => "Bộ tiêu chí không khai áp dụng cho năm này.",
            Self::FilesNotChecked => "Không có thư mục đính kèm nên chưa kiểm tra tệp nào.",
            Self::FileOutsideRoot => "Đường dẫn ra ngoài thư mục đính kèm nên không đọc.",
            Self::UnusableFile => {
                "Tệp đã khai không dùng được: rỗng, nội dung khác đuôi tệp, có mật khẩu, hỏng, hoặc quá giới hạn."
            }
            Self::ArchiveAttached => {
                "Tệp đã khai là tệp nén (ZIP, RAR, 7z), phải có người giải nén."
            }
            Self::SymbolDiffers => "Số ký hiệu trong tệp khác dòng khai, hoặc khác loại yêu cầu.",
            Self::DateDiffers => "Ngày trong tệp khác dòng khai.",
            Self::SymbolYear => "Năm trong số ký hiệu khác năm ban hành.",
            Self::SameContent => "Cùng một nội dung đính kèm cho các tài liệu khác nhau.",
            Self::NeedsALook => "Tệp không đọc được nội dung chữ, như bản quét: phải có người xem.",
            Self::AmbiguousFile => "Tên tệp trùng với nhiều tệp.",
            Self::FileNotFound => "Tệp đã khai không có trong thư mục đính kèm.",
            Self::ControlFigure => "Điểm cộng của bảng điểm không bằng tổng các chỉ tiêu.",
            Self::RegisterRows => "Các dòng của sổ theo dõi hồ sơ để ngoài mọi số đếm vì có lỗi.",
            Self::RegisterLacks => "Quy tắc nhắc đến chỉ số mà sổ theo dõi hồ sơ không có cột.",
            Self::UnknownValue => "Cột của sổ theo dõi hồ sơ có giá trị không hiểu.",
            Self::NotRead => {
                "Bảng không được đọc: loại mà phiên bản này không biết, hoặc ở trang bị ẩn."
            }
            Self::UnusedFigure => "Số liệu được khai nhưng không quy tắc nào dùng.",
            Self::SeveralBands => "Giá trị thuộc nhiều khoảng; lấy khoảng đầu tiên.",
            Self::Unanswered => "Không bảng nào nói gì về một chỉ tiêu (do `check` tìm ra).",
            Self::FigureNotStated => {
                "Chỉ tiêu đã khai mà còn thiếu số liệu quy tắc cần (do `check` tìm ra)."
            }
            Self::ExplanationMissing => {
                "Minh chứng thiếu hoặc chưa hợp lệ mà không có giải trình thay (do `check` tìm ra)."
            }
            Self::OtherCriteria => {
                "Hồ sơ lập theo bộ tiêu chí khác với bộ dùng để xếp hạng, nên không xếp hạng."
            }
            Self::UnlistedUnit => "Đơn vị có hồ sơ mà không có trong danh sách đơn vị.",
            Self::OtherSetText => {
                "Hồ sơ nêu đúng bộ tiêu chí dùng để chấm, nhưng nội dung bộ ấy khác."
            }
            Self::UndeclaredFigure => {
                "Giá trị nhắc đến số liệu mà bộ tiêu chí không khai loại và khoảng (do `check` tìm ra)."
            }
            Self::UnusedDeclaration => {
                "Bộ tiêu chí khai số liệu mà không đâu dùng đến (do `check` tìm ra)."
            }
            Self::NoBasis => {
                "Bộ tiêu chí gọi là chính thức mà không nêu văn bản nào (do `check` tìm ra)."
            }
            Self::ToReview => "Bộ tiêu chí có ghi chú ở `review`: còn phải có người xem lại.",
            Self::NoBand => "Giá trị không thuộc khoảng nào của quy tắc.",
        }
    }
}
