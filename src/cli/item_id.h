#pragma once
#include <string>

namespace oit::cli {

/// "O12" for "O12", "o12", "12", "๐๑๒"; other words as they stand.
std::string item_id(const std::string& written);

}  // namespace oit::cli
