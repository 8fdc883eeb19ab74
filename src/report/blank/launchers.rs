//! Scripts beside a submission that score it and open the result, for those who would rather
//! double-click than type.

use crate::report::blank::File;

/// Where the result goes: its extension says as what it is written. A page for a browser opens
/// everywhere, and prints.
const RESULT: &str = "ket-qua.html";

/// The script for Windows. `pushd` in place of `cd`: it also enters folders on a server. The
/// program beside the script comes before that on the path.
const WINDOWS: &str = r#"@echo off
chcp 65001 >nul
setlocal
pushd "%~dp0"
set "NO_COLOR=1"
set "KET_QUA={RESULT}"
set "PARINDEX="
for %%P in (parindex.exe) do set "PARINDEX=%%~$PATH:P"
if exist "%~dp0parindex.exe" set "PARINDEX=%~dp0parindex.exe"
if not defined PARINDEX (
  echo Không tìm thấy chương trình parindex.
  echo Chép parindex.exe vào thư mục này, cạnh cham-diem.cmd, rồi chạy lại.
) else (
  "%PARINDEX%" score -o "%KET_QUA%" --force %*
  if errorlevel 2 (
    echo.
    echo Chưa chấm được. Sửa các lỗi ghi ở trên rồi chạy lại.
  ) else (
    echo.
    echo Đã chấm, kết quả ở %KET_QUA%.
    start "" "%KET_QUA%"
  )
)
echo.
echo Bấm một phím bất kỳ để đóng cửa sổ này.
pause >nul
popd
"#;

/// The script for Linux and macOS.
const UNIX: &str = r#"#!/bin/sh
# Chấm hồ sơ tự chấm điểm trong thư mục này và mở kết quả.
CDPATH= cd -- "$(dirname -- "$0")" || exit 3
result={RESULT}
program=parindex
[ -x ./parindex ] && program=./parindex
if ! command -v "$program" >/dev/null 2>&1; then
  echo "Không tìm thấy chương trình parindex." >&2
  echo "Chép parindex vào thư mục này, cạnh cham-diem.sh, rồi chạy lại." >&2
  exit 3
fi
"$program" score -o "$result" --force "$@"
code=$?
if [ "$code" -gt 1 ]; then
  echo "Chưa chấm được. Sửa các lỗi ghi ở trên rồi chạy lại." >&2
  exit "$code"
fi
echo "Đã chấm, kết quả ở $result."
if [ "$(uname)" = Darwin ]; then
  open "$result"
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null 2>&1; then
  xdg-open "$result" >/dev/null 2>&1
fi
exit "$code"
"#;

/// Both scripts.
pub(super) fn write() -> [File; 2] {
    let windows = WINDOWS.replace("{RESULT}", RESULT).replace('\n', "\r\n");
    let unix = UNIX.replace("{RESULT}", RESULT);
    [
        File::plain("cham-diem.cmd", windows.into_bytes()),
        File {
            name: "cham-diem.sh",
            content: unix.into_bytes(),
            executable: true,
        },
    ]
}
