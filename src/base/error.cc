#include "base/error.h"

namespace oit {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_argument:
      return "bad_argument";
    case ErrorCode::bad_url:
      return "bad_url";
    case ErrorCode::bad_rulebook:
      return "bad_rulebook";
    case ErrorCode::bad_config:
      return "bad_config";
    case ErrorCode::no_fiscal_year:
      return "no_fiscal_year";
    case ErrorCode::no_date:
      return "no_date";
    case ErrorCode::io:
      return "io";
    case ErrorCode::process:
      return "process";
    case ErrorCode::internal:
      return "internal";
  }
  return "unknown";
}

}  // namespace oit
