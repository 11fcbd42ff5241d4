#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

#include "doc/document_reader.h"
#include "model/fetch.h"
#include "text/text_layer.h"

namespace oit::doc {
namespace {

namespace fs = std::filesystem;
const std::atomic<bool> kGoOn{false};

/// PDFs of the fixture sites stand for what word processors make: nothing in them is to be repaired
/// or mistrusted.
TEST(FixtureDocuments, AreLeftAsTheyAre) {
  auto reader = SandboxedReader::start().value();
  int seen = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(OIT_SOURCE_DIR) / "fixtures" / "sites")) {
    if (entry.path().extension() != ".pdf") continue;
    const auto document = reader->read(entry.path().string(), model::BodyKind::pdf, kGoOn);
    if (document.outcome != model::DocumentOutcome::ok) continue;
    for (const auto& page : document.pages) {
      EXPECT_EQ(text::find_garbling(page), "") << entry.path() << "\n" << page;
      EXPECT_EQ(text::repair_layer(page), page) << entry.path();
    }
    ++seen;
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
}  // namespace oit::doc
