//! A small register whose counts were worked out by hand: what the reference itself must agree with.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use jiff::civil::date;
use serde_json::json;

use crate::count::{self, OnTime, Options};

/// In turn: early; on the due day, a second late; on the due day, carried over; ended after the
/// period; open; late; a duplicate; an impossible one, whose id is free for the next; two without
/// an id, which are no duplicates of each other; and one of every other kind, `outside` twice.
const REGISTER: &str = "\
Sổ theo dõi hồ sơ
ma_ho_so,don_vi,kenh,muc_do,ngay_tiep_nhan,ngay_hen_tra,ngay_tra,trang_thai
A1,X,2,Toàn trình,01/03/2023 08:00:00,03/03/2023 17:00:00,02/03/2023,10
A2, X ,1,,1/3/2023,03/03/2023 10:00:00,03/03/2023 10:00:01,9
A3,X,3,,2022-12-15 08:00:00,2023-01-10,2023-01-10 16:00:00,7
A4,X,2,Một phần,20/12/2023,29/12/2023,02/01/2024,10
A5,X,1,,20/12/2023,31/12/2023,,1
A6,X,Trực tiếp,,05/05/2023,08/05/2023,09/05/2023,Dừng
A1 ,Y,1,,05/05/2023,08/05/2023,08/05/2023,10
A8,X,1,,05/05/2023,08/05/2023,04/05/2023,10
A8,X,1,,05/05/2023,08/05/2023,08/05/2023,10
,X,1,,05/05/2023 15:00:00,08/05/2023,05/05/2023 08:00:00,10
,X,1,,05/05/2023 15:00:00,08/05/2023,05/05/2023 08:00:00,10
,,,,,,,Cộng
A13,X,1
A14,,1,,05/05/2023,08/05/2023,,1
A15,X,1,,30/02/2023,08/05/2023,,1
A16,X,1,,,08/05/2023,,1
A17,X,1,,05/05/2023,,,1
A18,X,1,,05/05/2023,08/05/2023,,Đã trả kết quả
A19,X,1,,01/01/2024,08/01/2024,,1
A20,X,1,,01/12/2022,08/12/2022,31/12/2022,10
";

pub(crate) fn check(folder: &Path) -> Result<()> {
    let file = folder.join("by-hand.csv");
    fs::write(&file, REGISTER)?;
    for (on_time, on_due, late) in [(OnTime::Dates, 3, 1), (OnTime::Timestamps, 2, 2)] {
        let counted = count::count(&Options {
            on_time,
            ..Options::dates(file.clone(), date(2023, 1, 1), date(2023, 12, 31))
        })?;
        // Days: A1 1, A2 2, A3 26, A6 4, the second A8 3.
        let expected = json!({
            "from": "2023-01-01", "to": "2023-12-31",
            "book": {
                "rows": 20, "counted": 9, "no_dossier": 1, "wrong_width": 1, "no_unit": 1,
                "bad_date": 1, "no_received": 1, "no_due": 1, "undated_end": 1,
                "impossible": 1, "outside": 2, "duplicate": 1,
            },
            "units": [{
                "unit": "X", "total": 9,
                "received": 8, "received_online": 2, "received_in_person": 6, "carried_over": 1,
                "completed": 7, "completed_early": 3, "completed_on_due": on_due,
                "completed_late": late, "completed_on_time": 3 + on_due,
                "open": 2, "open_in_time": 1, "open_overdue": 1,
                "online_partial": 1, "online_full": 1,
                "paid_online": null, "digitised": null, "late_without_apology": null,
                "days": 36,
            }],
        });
        let counted = serde_json::to_value(&counted)?;
        ensure!(
            counted == expected,
            "counted by hand: {expected:#}\nby the program: {counted:#}"
        );
    }
    Ok(())
}
