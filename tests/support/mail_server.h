#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.h"

namespace oit::test {

/// A mail a MailServer got.
struct Mail {
  std::string from;
  std::vector<std::string> to;
  std::string data;  ///< header and body as sent
  std::string user;  ///< that logged in
  bool tls = false;

  /// The header field `name`, unfolded; "" when there is none.
  std::string field(std::string_view name) const;
};

/// aiosmtpd as a child process on 127.0.0.1; `options` are those of mail_sink.py. `port` is 0 when
/// Debian's python3-aiosmtpd is not installed.
class MailServer {
 public:
  explicit MailServer(const std::vector<std::string>& options = {});
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;
  ~MailServer();

  int port() const { return port_; }
  std::string address(std::string_view scheme = "smtp") const;

  /// Every mail so far.
  std::vector<Mail> mails() const;

 private:
  std::filesystem::path folder_;
  Process process_;
  int port_ = 0;
};

/// A new empty folder below the temporary one.
std::filesystem::path make_folder();

/// Writes cert.pem and key.pem for 127.0.0.1, signed by themselves, into `folder`; false when the
/// openssl program is not installed.
bool make_certificate(const std::filesystem::path& folder);

}  // namespace oit::test
