#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oit::match {

/// The parts of "a + b + c" as written, spaces around them gone; one part if there is no " + ".
std::vector<std::string_view> split_parts(std::string_view phrase);

/// What a key is worth when phrases compete: its bytes without spaces.
std::size_t letters_of(std::string_view key);

}  // namespace oit::match
