#include "report/read_batch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"
#include "report/json.h"
#include "sample_report.h"

namespace oit::report {
namespace {

namespace fs = std::filesystem;

class ReadReports : public testing::Test {
 protected:
  ReadReports() { fs::create_directories(folder_); }
  ~ReadReports() override { fs::remove_all(folder_); }

  static model::Report report(const std::string& seed) {
    auto out = sample_report();
    out.seed_url = seed;
    return out;
  }

  /// The seeds of the reports in a file of `bytes`, in order; "error" and its code when refused.
  std::string seeds(const std::string& bytes) {
    const auto path = folder_ / "file";
    EXPECT_TRUE(write_file(path, bytes));
    std::string out;
    const auto read =
        read_reports(path, [&](const model::Report& one) { out += one.seed_url + ' '; });
    if (!read) out += "error " + std::to_string(static_cast<int>(read.error().code));
    return out;
  }

  static std::string error() {
    return "error " + std::to_string(static_cast<int>(ErrorCode::bad_argument));
  }

  fs::path folder_ = fs::temp_directory_path() / ("oit-batch-" + std::to_string(::getpid()));
  const std::string a_ = write_json_line(report("http://a.go.th/"));
  const std::string b_ = write_json_line(report("http://b.go.th/"));
  const std::string none_ =
      write_batch_entry({"x\",\"report\":{", "x", "not_started", "", ""}, true).substr(1) + '\n';
};

TEST_F(ReadReports, ReadsOneReport) {
  EXPECT_EQ(seeds(write_json(report("http://a.go.th/"))), "http://a.go.th/ ");
  EXPECT_EQ(seeds(a_), "http://a.go.th/ ");
}

TEST_F(ReadReports, ReadsABatchAndLeavesOutWhatWasNeverBegun) {
  const auto batch = write_batch_head({}) +
                     write_batch_entry({"x\",\"report\":{", "x", "not_started", "", ""}, true) +
                     write_batch_entry({"a", "a", "ok", "", a_}, false) +
                     write_batch_entry({"b,\"report\":{", "b", "ok", "", b_}, false) +
                     write_batch_end({});
  EXPECT_EQ(seeds(batch), "http://a.go.th/ http://b.go.th/ ");
  EXPECT_EQ(seeds(write_batch_head({}) + write_batch_end({})), "");
}

TEST_F(ReadReports, ReadsLines) {
  EXPECT_EQ(seeds(a_ + none_ + "\n" + b_), "http://a.go.th/ http://b.go.th/ ");
}

/// A list whose first site was never begun was no list at all.
TEST_F(ReadReports, ReadsLinesThatBeginWithASiteThatWasNeverBegun) {
  EXPECT_EQ(seeds(none_ + a_), "http://a.go.th/ ");
  EXPECT_EQ(seeds(none_), "");
}

/// A broken line was passed over, and what it said of its site forgotten.
TEST_F(ReadReports, RefusesWhatIsBroken) {
  EXPECT_EQ(seeds(a_ + b_.substr(0, b_.size() / 2) + "\n"), "http://a.go.th/ " + error());
  EXPECT_EQ(seeds(write_batch_head({}) +
                  write_batch_entry({"a", "a", "ok", "", a_.substr(0, 300)}, true)),
            error());
  EXPECT_EQ(seeds("{}"), error());
  EXPECT_EQ(seeds("hello\nworld\n"), error());
}

TEST_F(ReadReports, TellsWhenThereIsNothingToRead) {
  const auto read = read_reports(folder_ / "absent", [](const model::Report&) {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::io);
}

}  // namespace
}  // namespace oit::report
