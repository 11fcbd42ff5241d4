// Runs the openssl program as a server with a certificate made on the spot.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "support/fetch_all.h"

namespace oit::net {
namespace {

std::string temporary_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "oitcheck-tls-XXXXXX").string();
  return ::mkdtemp(path.data()) == nullptr ? std::string() : path;
}

/// "openssl s_server" on a free port of 127.0.0.1; `port` is 0 when it did not start.
class TlsServer {
 public:
  TlsServer(const std::string& folder, std::vector<std::string> options) {
    std::vector<std::string> words{"openssl",           "s_server", "-accept",
                                   "127.0.0.1:0",       "-www",     "-key",
                                   folder + "/key.pem", "-cert",    folder + "/cert.pem"};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(pipe[1], STDOUT_FILENO);
      ::dup2(::open("/dev/null", O_RDWR), STDERR_FILENO);
      ::execvp("openssl", arguments.data());
      ::_exit(127);
    }
    ::close(pipe[1]);
    read_port(pipe[0]);
    output_ = pipe[0];
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  ~TlsServer() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    ::close(output_);
  }

  int port = 0;

 private:
  void read_port(int from) {  // "ACCEPT 127.0.0.1:40513"
    std::string line;
    for (char c = 0; ::read(from, &c, 1) == 1;) {
      if (c != '\n') {
        line += c;
      } else if (line.starts_with("ACCEPT")) {
        port = std::atoi(line.c_str() + line.rfind(':') + 1);
        return;
      } else {
        line.clear();
      }
    }
  }

  pid_t child_ = -1;
  int output_ = -1;
};

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = temporary_folder();
    const std::string command =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=abt.example.go.th -keyout " +
        folder_ + "/key.pem -out " + folder_ + "/cert.pem >/dev/null 2>&1";
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): a fixed command, one thread
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "the openssl program is not installed";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  model::Response read_from(std::vector<std::string> options) {
    const TlsServer server(folder_, std::move(options));
    const std::string site = "https://127.0.0.1:" + std::to_string(server.port) + "/";
    auto limits = test::quick_limits();
    limits.ignore_robots = true;
    return test::fetch_one(limits, site, site);
  }

  std::string folder_;
};

TEST_F(Tls, NamesABadCertificateAndReadsThePageAllTheSame) {
  const auto response = read_from({});
  EXPECT_EQ(model::name_of(response.outcome), "ok") << response.why;
  EXPECT_EQ(model::name_of(response.tls_problem), "self_signed");
  EXPECT_NE(response.tls_detail.find("self"), std::string::npos);
  EXPECT_NE(response.body.find("<HTML>"), std::string::npos);
}

TEST_F(Tls, ReadsAServerThatNobodyUpdatedForTenYears) {
  const auto response = read_from({"-tls1", "-cipher", "ALL:@SECLEVEL=0"});
  EXPECT_EQ(model::name_of(response.outcome), "ok") << response.why;
  EXPECT_NE(response.tls_problem, model::TlsProblem::none);
  EXPECT_NE(response.tls_detail.find("obsolete TLS"), std::string::npos) << response.tls_detail;
}

TEST_F(Tls, SaysWhenNoTlsIsPossible) {
  const TlsServer server(folder_, {});
  const std::string plain = "http://127.0.0.1:" + std::to_string(server.port) + "/";
  auto limits = test::quick_limits();
  limits.ignore_robots = true;
  const auto response = test::fetch_one(limits, plain, plain);  // TLS server, plain request
  EXPECT_NE(model::name_of(response.outcome), "ok");
  EXPECT_EQ(response.tls_problem, model::TlsProblem::none);
}

}  // namespace
}  // namespace oit::net
