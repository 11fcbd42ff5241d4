#pragma once
#include <string>
#include <string_view>

namespace oit::net {

/// A Content-Type field in pieces.
struct ContentType {
  std::string media_type;  ///< lower case, "text/html"; empty when there is none
  std::string charset;     ///< as written, without quotes; may be empty
};

/// Reads a Content-Type field as servers really send it. Source: RFC 9110, section 8.3.
ContentType read_content_type(std::string_view value);

/// The file name of a Content-Disposition field in UTF-8: `filename*` (RFC 8187) before `filename`,
/// whose bytes may be UTF-8, windows-874, percent escapes or an RFC 2047 word. Only the last part
/// of a path is kept, and no control characters. Empty when there is none.
std::string read_file_name(std::string_view content_disposition);

/// The address of a Refresh field ("0; url=/home"), when it waits 5 s at most; else empty.
std::string read_refresh(std::string_view value);

}  // namespace oit::net
