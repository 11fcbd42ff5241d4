#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "support/process.h"

namespace oit::test {

/// A PostgreSQL server of our own: a fresh cluster in a temporary folder, reached over a socket in
/// it, careless of power cuts. Gone with the object, and with this process.
class PostgresServer {
 public:
  /// The one of this test binary, started when first asked for; null where there are no server
  /// binaries. Throws when they are there and do not start.
  static PostgresServer* shared();

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// The address of a new, empty database.
  std::string make_database();

  void stop();   ///< at once; every connection is lost
  void start();  ///< again, and returns when it answers
  void restart() { stop(), start(); }

 private:
  explicit PostgresServer(std::filesystem::path binaries);

  std::string tool(const std::string& name) const { return (binaries_ / name).string(); }

  std::filesystem::path binaries_, folder_;
  std::unique_ptr<Process> server_;
  int databases_ = 0;
};

}  // namespace oit::test
