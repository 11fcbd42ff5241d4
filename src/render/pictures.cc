#include "render/pictures.h"

#include <stdlib.h>

#include <algorithm>
#include <fstream>

#include "base/file.h"

namespace oit::render {
namespace {

bool is_base64(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
  });
}

}  // namespace

Result<std::unique_ptr<Pictures>> Pictures::make(std::size_t most) {
  std::error_code error;
  auto name = (std::filesystem::temp_directory_path(error) / "oitcheck-pictures-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr)
    return fail(ErrorCode::io, "cannot make a folder for pictures of pages: " + name);
  return std::unique_ptr<Pictures>(new Pictures(name, most));
}

Pictures::~Pictures() {
  std::error_code none;
  std::filesystem::remove_all(folder_, none);
}

void Pictures::keep(const std::string& sha256, std::string_view base64) {
  if (base64.size() > kLargest || !is_base64(base64)) return;
  const std::lock_guard lock(mutex_);
  if (std::ranges::find(kept_, sha256) != kept_.end()) return;
  std::ofstream file(folder_ / sha256, std::ios::binary);  // it need not outlive us
  if (!(file << base64 << std::flush)) return;
  kept_.push_back(sha256);
  if (kept_.size() <= most_) return;
  std::error_code none;
  std::filesystem::remove(folder_ / kept_.front(), none);
  kept_.pop_front();
}

std::string Pictures::find(const std::string& sha256) const {
  const std::lock_guard lock(mutex_);
  if (std::ranges::find(kept_, sha256) == kept_.end()) return "";
  auto read = read_file(folder_ / sha256);
  return read ? std::move(*read) : "";
}

}  // namespace oit::render
