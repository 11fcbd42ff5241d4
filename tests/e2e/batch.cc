#include "e2e/batch.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.h"

namespace oit::test {

std::vector<std::string> scan_list(const std::string& list, std::vector<std::string> more) {
  std::vector<std::string> all = {"scan",    "--sites",  list,      "--as-of", "2023-04-20",
                                  "--rules", "ita-2566", "--delay", "0",       "--quiet"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::string write_list(const TempFolder& folder, const Province& province) {
  auto path = folder.path("sites.csv");
  if (!write_file(path, province.list())) throw std::runtime_error("cannot write " + path);
  return path;
}

std::vector<std::string> verdicts_of(const nlohmann::json& batch) {
  std::vector<std::string> verdicts;
  for (const auto& site : batch.at("sites")) {
    if (site.at("report").is_null()) {
      verdicts.push_back(site.at("id").get<std::string>() + " -");
      continue;
    }
    for (const auto& item : site.at("report").at("items")) {
      std::string line;
      for (const auto& word : {site.at("id"), item.at("id"), item.at("status")})
        line += word.get<std::string>() + ' ';
      for (const auto& evidence : item.at("evidence"))
        line += evidence.at("url").get<std::string>() + ' ' + evidence.at("sha256").dump() + ' ';
      verdicts.push_back(line);
    }
  }
  std::ranges::sort(verdicts);
  return verdicts;
}

std::vector<std::string> ids_of(const nlohmann::json& batch) {
  std::vector<std::string> ids;
  for (const auto& site : batch.at("sites")) ids.push_back(site.at("id"));
  return ids;
}

std::vector<std::string> outcomes_of(const nlohmann::json& batch) {
  std::vector<std::string> outcomes;
  for (const auto& site : batch.at("sites")) outcomes.push_back(site.at("outcome"));
  return outcomes;
}

std::vector<std::string> ids_of(const Province& province) {
  std::vector<std::string> ids;
  for (std::size_t n = 0; n < province.size(); ++n) ids.push_back(Province::id(n));
  return ids;
}

nlohmann::json runs_of(const std::string& store) {
  return nlohmann::json::parse(oitcheck({"runs", "--db", store, "--json"}).out).at("runs");
}

std::string silent_address() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = ::bind(socket, any, size) == 0 && ::getsockname(socket, any, &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no free port");
  return "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
}

}  // namespace oit::test
