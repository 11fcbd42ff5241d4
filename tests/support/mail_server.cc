#include "support/mail_server.h"

#include <stdlib.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"

namespace oit::test {
namespace {

std::vector<std::string> command_for(const std::filesystem::path& folder,
                                     const std::vector<std::string>& options) {
  // Debian's own Python: another one in PATH need not have the package.
  std::vector<std::string> command{"/usr/bin/python3",
                                   std::string(OIT_SOURCE_DIR) + "/tests/support/mail_sink.py",
                                   (folder / "mails").string()};
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

}  // namespace

std::filesystem::path make_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "oitcheck-test-XXXXXX").string();
  if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("mkdtemp");
  return path;
}

bool make_certificate(const std::filesystem::path& folder) {
  return run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
              "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
              (folder / "key.pem").string(), "-out", (folder / "cert.pem").string()})
             .exit == 0;
}

std::string Mail::field(std::string_view name) const {
  const std::string head = "\r\n" + data.substr(0, data.find("\r\n\r\n")) + "\r\n";
  const auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  std::string value;
  for (auto i = at + name.size() + 4; i < head.size(); ++i) {
    if (head[i] == '\r' && head[i + 2] != ' ') break;
    if (head[i] != '\r' && head[i] != '\n') value += head[i];
  }
  return value;
}

MailServer::MailServer(const std::vector<std::string>& options)
    : folder_(make_folder()),
      process_(command_for(folder_, options), {}, Process::Input::stays_open) {
  const auto line = process_.first_line();
  if (!line.empty()) port_ = std::stoi(line);
}

MailServer::~MailServer() { std::filesystem::remove_all(folder_); }

std::string MailServer::address(std::string_view scheme) const {
  return std::string(scheme) + "://127.0.0.1:" + std::to_string(port_);
}

std::vector<Mail> MailServer::mails() const {
  std::vector<Mail> mails;
  std::istringstream lines(read_file(folder_ / "mails").value_or(""));
  for (std::string line; std::getline(lines, line);) {
    const auto mail = nlohmann::json::parse(line);
    const std::string data = mail["data"];
    mails.push_back({mail["from"], mail["to"], data, mail["user"], mail["tls"]});
  }
  return mails;
}

}  // namespace oit::test
