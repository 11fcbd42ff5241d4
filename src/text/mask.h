#pragma once
#include <string>
#include <string_view>

namespace oit::text {

/// `utf8` with every digit but the last two of each citizen id (13 digits, plain or as
/// 1-2345-67890-12-3 with dashes or spaces, or with a right check digit in any groups that are one
/// space or dash apart) and, unless `keep_phones`, of each Thai telephone
/// number (0x-xxx-xxxx, 08x-xxx-xxxx, +66 …) written as x. ASCII and Thai digits. Any thread.
std::string mask_personal(std::string_view utf8, bool keep_phones);

}  // namespace oit::text
