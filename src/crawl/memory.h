#pragma once
#include <optional>
#include <string>

#include "model/document.h"
#include "model/fetch.h"

namespace oit::crawl {

/// What earlier runs knew of one site's addresses, so that what has not changed is not sent again.
/// What is remembered is what the server said, not what was concluded: a page's bytes, a document's
/// text. Reading it again gives what reading the server's own answer would give.
class Memory {
 public:
  virtual ~Memory() = default;

  /// What to send with a request for `url` (the frontier's key); empty when nothing is known, or
  /// when it may not be trusted: other rules, another version of the tool. I/O thread; never waits.
  virtual model::Validators validators(const url::Url& url) const = 0;

  /// Makes of a `not_modified` answer the one it stands for: outcome, status, body or document,
  /// SHA-256. False when it is lost; the address must then be asked for unconditionally. A worker.
  virtual bool recall(model::Response& response) = 0;

  /// Remembers an answer 2xx for the next run; `document` is the text of its document, null for a
  /// page. `sha256` is its body's. A worker.
  virtual void keep(const model::Response& response, const std::string& sha256,
                    const model::Document* document) = 0;

  /// What an earlier run of this version recognised on page `page` of the file with this SHA-256. A
  /// worker.
  virtual std::optional<model::Recognised> recall_recognised(const std::string& /*sha256*/,
                                                             int /*page*/) {
    return std::nullopt;
  }

  /// Remembers what was recognised there. A worker.
  virtual void keep_recognised(const std::string& /*sha256*/, int /*page*/,
                               const model::Recognised& /*recognised*/) {}
};

}  // namespace oit::crawl
