#pragma once
#include <cstddef>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace oit::cli {

/// Puts pieces that come in any order into their own, as soon as every earlier one is there. Pieces
/// that come too early wait in a temporary file, not in memory. One thread at a time.
class InOrder {
 public:
  using Sink = std::function<Result<bool>(std::string_view)>;

  explicit InOrder(Sink sink) : sink_(std::move(sink)) {}

  /// The piece of `position`, counted from 0; each position once. Errors: io, and the sink's.
  Result<bool> put(std::size_t position, std::string_view piece);

 private:
  struct Place {
    long at = 0;
    std::size_t size = 0;
  };
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  Result<bool> keep(std::size_t position, std::string_view piece);
  Result<bool> give_kept();

  Sink sink_;
  std::size_t next_ = 0;
  std::map<std::size_t, Place> kept_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace oit::cli
