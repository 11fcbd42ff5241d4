#include "cli/in_order.h"

#include <cerrno>
#include <cstring>

namespace oit::cli {
namespace {

tl::unexpected<Error> no_room() {
  return fail(ErrorCode::io,
              std::string("cannot keep results in a temporary file: ") + std::strerror(errno));
}

}  // namespace

Result<bool> InOrder::put(std::size_t position, std::string_view piece) {
  if (position != next_) return keep(position, piece);
  ++next_;
  if (auto given = sink_(piece); !given) return given;
  return give_kept();
}

Result<bool> InOrder::keep(std::size_t position, std::string_view piece) {
  if (!file_) file_.reset(std::tmpfile());  // has no name: it goes away with the process
  if (!file_ || std::fseek(file_.get(), 0, SEEK_END) != 0) return no_room();
  const long at = std::ftell(file_.get());
  if (at < 0 || std::fwrite(piece.data(), 1, piece.size(), file_.get()) != piece.size() ||
      std::fflush(file_.get()) != 0)
    return no_room();
  kept_[position] = {at, piece.size()};
  return true;
}

Result<bool> InOrder::give_kept() {
  while (!kept_.empty() && kept_.begin()->first == next_) {
    const auto place = kept_.begin()->second;
    std::string piece(place.size, '\0');
    if (std::fseek(file_.get(), place.at, SEEK_SET) != 0 ||
        std::fread(piece.data(), 1, piece.size(), file_.get()) != piece.size())
      return no_room();
    kept_.erase(kept_.begin());
    ++next_;
    if (auto given = sink_(piece); !given) return given;
  }
  if (kept_.empty()) file_.reset();  // the next early piece begins a new, small file
  return true;
}

}  // namespace oit::cli
