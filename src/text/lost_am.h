#pragma once
#include <string>

namespace oit::text {

/// Documents whose fonts lose the ring of ำ ("ประจาปี", "ดาเนินงาน") with it put back in common words
/// of office language. A text that has a ำ anywhere, or hardly any such word, stays as it is.
std::string restore_am(std::string utf8);

}  // namespace oit::text
