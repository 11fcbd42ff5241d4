#pragma once
#include <string>
#include <string_view>

namespace oit {

/// What kind of our own work failed. A fact about a site is never an Error: it is a value such as
/// `model::FetchOutcome`.
enum class ErrorCode {
  bad_argument,    ///< wrong usage of the command line or of a function's text argument
  bad_url,         ///< text that is no http(s) address
  bad_rulebook,    ///< a rule file is missing, unreadable or not valid
  bad_config,      ///< a site file or another configuration file is not valid
  no_fiscal_year,  ///< no fiscal year could be read
  no_date,         ///< text that is no calendar date
  io,              ///< a local file could not be read or written
  process,         ///< a helper process could not be started or broke its protocol
  internal,        ///< a library refused what it should have taken
};

/// The name of `code` as it stands in this header, for logs and tests.
std::string_view name_of(ErrorCode code);

/// A failure of our own work: a code to switch on and one English sentence that names the input.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;

  bool operator==(const Error&) const = default;
};

}  // namespace oit
