//! Started without a word, as by a double-click: the five steps from an empty folder to signed
//! papers, with lines to copy.

use std::io::IsTerminal;

use crate::commands::output::{self, is_interactive};
use crate::commands::run::Exit;
use crate::console::{Environment, is_own_window, waits};
use crate::text::lang::Lang;

const STEPS: [&str; 2] = [
    "parindex chấm Chỉ số cải cách hành chính của một xã, phường và nói rõ từng điểm mất vì đâu.
Chương trình chạy bằng dòng lệnh. Mở thư mục chứa chương trình, gõ cmd vào thanh địa chỉ rồi
Enter; trong cửa sổ hiện ra, chép từng dòng dưới đây (tên đơn vị, năm: đổi theo đơn vị mình).

1. Xem có những bộ tiêu chí nào, rồi tạo hồ sơ tự chấm điểm trống:
     parindex criteria list
     parindex init ho-so --criteria an-giang-xa-2023 --unit phu-tan --name \"UBND xã Phú Tân\" --year 2023

2. Mở ho-so.xlsx trong thư mục ho-so, điền các ô vàng; chép tệp đính kèm vào các thư mục trong tep.

3. Chấm và mở kết quả: bấm đúp cham-diem.cmd trong thư mục ấy, hoặc
     parindex score ho-so -o ket-qua.html

4. Xem còn thiếu gì, ai phụ trách; bổ sung rồi chấm lại:
     parindex missing ho-so

5. Soạn văn bản để ký: báo cáo tự chấm điểm, kế hoạch khắc phục:
     parindex report ho-so -o bao-cao-tu-cham-diem.docx
     parindex report ho-so --kind plan -o ke-hoach-khac-phuc.docx

Mọi lệnh: parindex --help
",
    "parindex scores a Vietnamese commune's PAR Index and names the cause of every lost point.
It is used by typing commands. Open the folder that holds it, type cmd into the address bar and
press Enter; copy these lines into the window that opens (with your own unit and year).

1. See which criteria sets there are, then make an empty submission:
     parindex criteria list
     parindex init ho-so --criteria an-giang-xa-2023 --unit phu-tan --name \"UBND xã Phú Tân\" --year 2023

2. Fill in the yellow cells of ho-so.xlsx in the folder ho-so; copy attachments into the folders in tep.

3. Score and open the result: double-click cham-diem.cmd in that folder, or
     parindex score ho-so -o ket-qua.html

4. See what is missing and who is in charge; mend it and score again:
     parindex missing ho-so

5. Write the papers to be signed: the report on the own score, the plan to mend what was lost:
     parindex report ho-so -o bao-cao-tu-cham-diem.docx
     parindex report ho-so --kind plan -o ke-hoach-khac-phuc.docx

All commands: parindex --help --lang en
",
];

/// Says the five steps on stderr, and waits where the window would close unread.
pub(super) fn run(lang: Lang) -> Exit {
    output::say(lang.pick(STEPS[0], STEPS[1]));
    let own = Environment::of_process(is_own_window);
    let [stdin, screen] = [std::io::stdin().is_terminal(), is_interactive()];
    if waits(true, stdin, screen, own) {
        output::say(lang.pick(
            "\nBấm Enter để đóng cửa sổ này.",
            "\nPress Enter to close this window.",
        ));
        let _ = std::io::stdin().read_line(&mut String::new());
    }
    Exit::Wrong
}
