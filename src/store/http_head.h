#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/fetch.h"

namespace oit::store {

/// `head`, a header block as received, as it stands before a body that is stored decoded: lines end
/// in CRLF, Content-Encoding, Transfer-Encoding and Content-Length are called X-Archive-Orig-…, the
/// true Content-Length is added, and what came as HTTP/2 or 3 is spelled as HTTP/1.1. Ends with the
/// empty line.
std::string stored_head(std::string_view head, std::uint64_t body_bytes);

/// What can be said without the head: status, media type, validators.
std::string made_up_head(const model::Response& response, std::uint64_t body_bytes);

/// "h2" or "h3" for a head that came by a protocol that spells it otherwise; else empty.
std::string_view protocol_of(std::string_view head);

/// The media type a head names, lower case; may be empty.
std::string media_type_of(std::string_view head);

/// The three digits of a head's first line, or "".
std::string status_of(std::string_view head);

/// Takes an HTTP message in pieces and passes on what follows its head.
class BodyAfterHead {
 public:
  explicit BodyAfterHead(std::function<bool(std::string_view)> take) : take_(std::move(take)) {}

  /// False when the head is endless or the taker said false.
  bool add(std::string_view bytes);

  bool has_begun() const { return has_begun_; }

 private:
  std::function<bool(std::string_view)> take_;
  std::string head_;
  bool has_begun_ = false;
};

}  // namespace oit::store
