#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace oit::notify {

/// The first line of a file that holds a secret. A bare name is looked for in the folder that
/// systemd's LoadCredential= fills (CREDENTIALS_DIRECTORY), then in `folder`; any other path is
/// taken from `folder`. Outside that credentials folder nobody but the owner may read the file.
/// Errors: bad_config (absent, empty, readable by others); no message holds the secret.
Result<std::string> read_secret_file(const std::filesystem::path& folder, const std::string& name);

/// `text` with every `secret` of at least 4 bytes replaced by "***": libraries and servers quote
/// what they were given.
std::string hide_secret(std::string text, std::string_view secret);

/// HMAC-SHA-256 as 64 lower-case hexadecimal digits. Source: RFC 2104.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);

}  // namespace oit::notify
