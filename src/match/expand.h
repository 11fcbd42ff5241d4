#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/rulebook.h"

namespace oit::match {

/// `phrase` with {fy} and {fy-1} replaced by the chosen year's B.E. digits and every known
/// misspelling added: at most 32 forms, the right one first, then those that differ least. Any
/// thread.
std::vector<std::string> expand(const model::Rulebook& rulebook, std::string_view phrase);

}  // namespace oit::match
