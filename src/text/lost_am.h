#pragma once
#include <string>

namespace oit::text {

/// Documents whose fonts lose the ring of ำ with it put back: where it became a space ("ด าเนินการ",
/// "ค าน า"), and in common words of office language ("ประจาปี", "ดาเนินงาน"). A text that has a ำ
/// anywhere, or hardly any such word, keeps its า; there a gap is closed only in such words.
std::string restore_am(std::string utf8);

}  // namespace oit::text
