#pragma once
#include <string>

#include "text/dates.h"

namespace oit::model {

/// Somebody answers for an item that will not be mended: it keeps its verdict, but rings no bell.
struct Waiver {
  std::string item;  ///< "O12"
  std::string reason, owner;
  text::Day until{};  ///< last day it holds

  bool operator==(const Waiver&) const = default;
};

}  // namespace oit::model
