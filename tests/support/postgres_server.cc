#include "support/postgres_server.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace oit::test {
namespace {

namespace fs = std::filesystem;
using Command = std::vector<std::string>;

/// Where Debian puts what is no command of users, the newest version last.
fs::path find_binaries() {
  fs::path found;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none))
    if (fs::exists(version.path() / "bin" / "initdb"))
      found = std::max(found, version.path() / "bin");
  return found;
}

/// The server refuses to run as root; its package brings a user.
const passwd* other_user() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  return user != nullptr ? user : ::getpwnam("nobody");
}

/// `command` as a user who may run it, ended with us however we end.
Command as_user(const Command& command) {
  Command whole = {"setpriv", "--pdeathsig", "KILL"};
  if (const passwd* user = other_user())
    whole.insert(whole.end(), {"--reuid", std::to_string(user->pw_uid), "--regid",
                               std::to_string(user->pw_gid), "--clear-groups"});
  whole.push_back("--");
  whole.insert(whole.end(), command.begin(), command.end());
  return whole;
}

void run_well(const Command& command) {
  const auto ended = run(command);
  if (ended.exit != 0) throw std::runtime_error(command.front() + ": " + ended.err);
}

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "oit-pg-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  if (const passwd* user = other_user())
    if (::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown");
  return name;
}

}  // namespace

PostgresServer* PostgresServer::shared() {
  static const auto server = [] {
    const auto binaries = find_binaries();
    return std::unique_ptr<PostgresServer>(binaries.empty() ? nullptr
                                                            : new PostgresServer(binaries));
  }();
  return server.get();
}

PostgresServer::PostgresServer(fs::path binaries)
    : binaries_(std::move(binaries)), folder_(make_folder()) {
  run_well(as_user({tool("initdb"), "-D", (folder_ / "data").string(), "-U", "oit", "-A", "trust",
                    "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"}));
  start();
}

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string PostgresServer::make_database() {
  const auto name = "oit" + std::to_string(++databases_);
  run_well({tool("createdb"), "-h", folder_.string(), "-U", "oit", name});
  return "postgresql://oit@/" + name + "?host=" + folder_.string();
}

void PostgresServer::stop() {
  if (!server_) return;
  server_->send_signal(SIGQUIT);
  server_->wait(std::chrono::seconds(20));
  server_.reset();
}

void PostgresServer::start() {
  const auto script = "exec \"$0\" \"$@\" >" + (folder_ / "log").string() + " 2>&1";
  server_ = std::make_unique<Process>(
      as_user({"sh", "-c", script, tool("postgres"), "-D", (folder_ / "data").string(), "-k",
               folder_.string(), "-c", "listen_addresses=", "-c", "fsync=off", "-c",
               "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_connections=20"}));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (run({tool("pg_isready"), "-q", "-h", folder_.string()}).exit != 0) {
    if (std::chrono::steady_clock::now() > until)
      throw std::runtime_error("the PostgreSQL server does not answer");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace oit::test
