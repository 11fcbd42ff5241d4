#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/document.h"
#include "net/fetcher.h"
#include "store/capture.h"

namespace oit::store {

/// Where the body of an answer was when its caller got it.
enum class BodyPlace { none, memory, file };

/// An answer without its bytes: `response` has no body, spool_path, heads, document or sha256.
struct AnswerNote {
  model::Response response;
  model::Purpose purpose = model::Purpose::page;
  std::size_t sequence = 0;  ///< of the site's answers, in the order they were given, from 1
  BodyPlace body = BodyPlace::none;
};

/// What robots.txt of an origin said; `verdict` has no text.
struct RobotsNote {
  std::string origin;
  net::RobotsVerdict verdict;
};

/// What OCR read on one page of a file.
struct ScanNote {
  std::string sha256;  ///< of the file
  int page = 0;        ///< from 0
  model::Recognised recognised;
};

/// The JSON texts of a capture's metadata records. Times are kept to the millisecond; strings that
/// are no UTF-8 come back as they were.
std::string write_note(const SiteHead& head);
std::string write_note(const AnswerNote& note);
std::string write_note(const RobotsNote& note);
std::string write_note(const ScanNote& note);
std::string write_note(const SiteEnd& end);

using Note = std::variant<std::monostate, SiteHead, AnswerNote, RobotsNote, ScanNote, SiteEnd>;

/// Reads what `write_note` wrote; monostate for other people's JSON, for kinds of later versions
/// and for what is damaged. Never throws.
Note read_note(std::string_view json);

}  // namespace oit::store
