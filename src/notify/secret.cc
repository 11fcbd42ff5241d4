#include "notify/secret.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "base/file.h"
#include "base/sha256.h"

namespace oit::notify {
namespace {

namespace fs = std::filesystem;

/// The file of that name among systemd's credentials; empty when there is none.
fs::path find_credential(const std::string& name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets the environment
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr || *folder == '\0' || name.find('/') != std::string::npos) return {};
  std::error_code ignored;
  const fs::path path = fs::path(folder) / name;
  return fs::is_regular_file(path, ignored) ? path : fs::path();
}

bool is_open_to_others(const fs::path& path) {
  std::error_code ignored;
  constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
  return (fs::status(path, ignored).permissions() & kOthers) != fs::perms::none;
}

std::string bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return out;
}

std::string padded_with(std::string_view key, unsigned char with) {
  constexpr std::size_t kBlock = 64;
  std::string out(kBlock, static_cast<char>(with));
  for (std::size_t i = 0; i < key.size(); ++i)
    out[i] = static_cast<char>(static_cast<unsigned char>(key[i]) ^ with);
  return out;
}

}  // namespace

Result<std::string> read_secret_file(const fs::path& folder, const std::string& name) {
  constexpr std::size_t kMostBytes = 4096;
  fs::path path = find_credential(name);
  if (path.empty()) {
    path = folder / name;
    std::error_code ignored;
    if (fs::exists(path, ignored) && is_open_to_others(path))
      return fail(ErrorCode::bad_config,
                  path.string() + " may be read by others; chmod 600 keeps them out");
  }
  auto text = read_file(path, kMostBytes);
  if (!text) return fail(ErrorCode::bad_config, text.error().message);
  text->erase(std::min(text->find_first_of("\r\n"), text->size()));
  if (text->empty()) return fail(ErrorCode::bad_config, path.string() + " is empty");
  return std::move(*text);
}

std::string hide_secret(std::string text, std::string_view secret) {
  constexpr std::size_t kShortest = 4;
  if (secret.size() < kShortest) return text;
  for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
    text.replace(at, secret.size(), "***");
  return text;
}

std::string hmac_sha256_hex(std::string_view key, std::string_view text) {
  constexpr unsigned char kInner = 0x36, kOuter = 0x5C;
  constexpr std::size_t kBlock = 64;
  const std::string used = key.size() > kBlock ? bytes_of(sha256_hex(key)) : std::string(key);
  const auto inner = sha256_hex(padded_with(used, kInner) + std::string(text));
  return sha256_hex(padded_with(used, kOuter) + bytes_of(inner));
}

}  // namespace oit::notify
