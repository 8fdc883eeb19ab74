//! Words that generated registers are made of. Procedures carry made-up codes, people and places
//! made-up names: no row is about anybody.

/// A procedure: code, field, name, workdays until due.
pub(crate) struct Procedure {
    pub(crate) code: &'static str,
    pub(crate) field: &'static str,
    pub(crate) name: &'static str,
    pub(crate) workdays: usize,
}

const fn procedure(
    code: &'static str,
    field: &'static str,
    name: &'static str,
    workdays: usize,
) -> Procedure {
    Procedure {
        code,
        field,
        name,
        workdays,
    }
}

const CERTIFICATION: &str = "Chứng thực";
const CIVIL_STATUS: &str = "Hộ tịch";
const PROTECTION: &str = "Bảo trợ xã hội";
const LAND: &str = "Đất đai";
const MERIT: &str = "Người có công";

/// From the most asked for to the least.
pub(crate) const PROCEDURES: [Procedure; 24] = [
    procedure("9.000101", CERTIFICATION, "Chứng thực bản sao", 0),
    procedure("9.000102", CERTIFICATION, "Chứng thực chữ ký", 0),
    procedure("9.000201", CIVIL_STATUS, "Đăng ký khai sinh", 1),
    procedure("9.000202", CIVIL_STATUS, "Cấp bản sao trích lục", 1),
    procedure("9.000203", CIVIL_STATUS, "Xác nhận tình trạng hôn nhân", 3),
    procedure("9.000204", CIVIL_STATUS, "Đăng ký kết hôn", 1),
    procedure("9.000205", CIVIL_STATUS, "Đăng ký khai tử", 1),
    procedure("9.000301", PROTECTION, "Trợ giúp xã hội hằng tháng", 22),
    procedure("9.000401", LAND, "Đăng ký biến động đất đai", 10),
    procedure("9.000103", CERTIFICATION, "Chứng thực hợp đồng", 2),
    procedure("9.000206", CIVIL_STATUS, "Cải chính hộ tịch", 3),
    procedure("9.000302", PROTECTION, "Hỗ trợ mai táng", 5),
    procedure("9.000402", LAND, "Hòa giải tranh chấp đất đai", 45),
    procedure("9.000501", MERIT, "Trợ cấp thờ cúng liệt sĩ", 12),
    procedure("9.000303", PROTECTION, "Xác định mức độ khuyết tật", 25),
    procedure(
        "9.000207",
        CIVIL_STATUS,
        "Liên thông khai sinh, thường trú, thẻ BHYT",
        4,
    ),
    procedure("9.000601", "Kinh doanh", "Đăng ký hộ kinh doanh", 3),
    procedure("9.000701", "Xây dựng", "Cấp giấy phép xây dựng nhà ở", 15),
    procedure("9.000208", CIVIL_STATUS, "Đăng ký giám hộ", 3),
    procedure("9.000502", MERIT, "Sửa thông tin hồ sơ người có công", 17),
    procedure("9.000801", "Giáo dục", "Thành lập nhóm trẻ độc lập", 20),
    procedure("9.000901", "Thi đua", "Tặng giấy khen", 10),
    procedure("9.001001", "Môi trường", "Tham vấn môi trường", 15),
    procedure("9.000209", CIVIL_STATUS, "Nhận cha, mẹ, con", 5),
];

pub(crate) const UNIT_KINDS: [&str; 5] = ["Xã", "Xã", "Xã", "Phường", "Thị trấn"];
pub(crate) const PLACE_FIRST: [&str; 12] = [
    "Tân", "Bình", "Phú", "An", "Long", "Vĩnh", "Hòa", "Mỹ", "Đông", "Sơn", "Thanh", "Minh",
];
pub(crate) const PLACE_SECOND: [&str; 11] = [
    "Mẫu", "Thử", "Vạn", "Sinh", "Thịnh", "Lộc", "Hưng", "Khê", "Giang", "Điền", "Ích",
];

pub(crate) const FAMILY_NAMES: [&str; 12] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
];
pub(crate) const MIDDLE_NAMES: [&str; 8] = [
    "Văn",
    "Thị",
    "Hữu",
    "Ngọc",
    "Minh",
    "Thị Thu",
    "Đức",
    "Quang",
];
/// "Example", "Trial", "Illustration" and the like: nobody is called so.
pub(crate) const GIVEN_NAMES: [&str; 8] = [
    "Mẫu",
    "Thử",
    "Ví",
    "Dụ",
    "Minh Họa",
    "Giả Định",
    "Sinh",
    "Ngẫu Nhiên",
];
pub(crate) const HAMLETS: [&str; 6] = [
    "Ấp Mẫu",
    "Khóm Thử",
    "Thôn Một",
    "Tổ Ví Dụ",
    "Xóm Hai",
    "Ấp Ba",
];
pub(crate) const REMARKS: [&str; 5] = [
    "hồ sơ gồm 2 bản",
    "nộp thay người thân",
    "bổ sung bản sao",
    "ủy quyền",
    "kèm tờ khai",
];
