// What OCR reads goes into a capture and comes out of it.
#include "store/scan_readers.h"

#include "store/capture_kit.h"
#include "support/scan_reader.h"

namespace oit::store {
namespace {

using test::Folder;
using test::ScanReader;

constexpr model::Owner kOwner = 3;

/// Recognises `pages` of the file at `path` while a capture is made; the capture.
Capture record(const Folder& folder, ScanReader& reader, const std::string& path,
               const std::vector<int>& pages, const std::atomic<bool>& stop) {
  test::FakeFetcher inner;
  auto recorder = RecordingFetcher::make(inner, folder.path()).value();
  RecordingReader recording(reader, *recorder);
  EXPECT_TRUE(recorder->begin_site(kOwner, test::site_head()).has_value());
  std::filesystem::path file;
  for (const int page : pages)
    recording.recognise({path, model::BodyKind::pdf, page, "hash", kOwner}, stop);
  recording.recognise({path, model::BodyKind::pdf, 0, "other", kOwner + 1}, stop);
  inner.post([&] {
    recorder->end_site(kOwner, {}, [&](const Result<std::filesystem::path>& ended) {
      file = ended.value();
      inner.stop();
    });
  });
  inner.run();
  return open_capture(file).value();
}

TEST(ScanReaders, PagesComeBackAsTheyWereRecognised) {
  const Folder folder;
  const auto path = test::spooled(test::scanned_pdf("แผน พ.ศ. 256\uFFFD\f\fหน้าสาม"));
  ScanReader reader;
  const std::atomic<bool> stop = false;
  const auto capture = record(folder, reader, path, {0, 1}, stop);
  std::filesystem::remove(path);
  EXPECT_EQ(capture.scans().size(), 2U) << "those of its own site";
  ScanReader none;
  none.can = false;
  ReplayingReader replaying(none, capture.scans(), true, true);
  EXPECT_TRUE(replaying.can_recognise());
  const auto first = replaying.recognise({"", model::BodyKind::pdf, 0, "hash", 0}, stop);
  EXPECT_EQ(first.outcome, model::DocumentOutcome::ok);
  EXPECT_EQ(first.text, "แผน พ.ศ. 256\uFFFD");
  EXPECT_TRUE(first.year_unreadable);
  EXPECT_EQ(first.page_count, 3);
  EXPECT_EQ(first.cpu, reader.cpu);
  EXPECT_EQ(replaying.recognise({"", model::BodyKind::pdf, 1, "hash", 0}, stop).outcome,
            model::DocumentOutcome::image_only);
  EXPECT_EQ(replaying.recognise({"", model::BodyKind::pdf, 2, "hash", 0}, stop).outcome,
            model::DocumentOutcome::unsupported);
  EXPECT_TRUE(none.recognised().empty());
}

TEST(ScanReaders, UnderOtherRulesWhatIsNotKnownIsRecognised) {
  const auto path = test::spooled(test::scanned_pdf("หน้าหนึ่ง"));
  ScanReader reader;
  const std::atomic<bool> stop = false;
  ReplayingReader replaying(reader, {}, false, false);
  EXPECT_TRUE(replaying.can_recognise());
  EXPECT_EQ(replaying.recognise({path, model::BodyKind::pdf, 0, "hash", 0}, stop).text, "หน้าหนึ่ง");
  std::filesystem::remove(path);
  const ReplayingReader repeating(reader, {}, true, false);
  EXPECT_FALSE(repeating.can_recognise()) << "there was no program then";
}

/// What was cut off by the end of the run would not be cut off there again.
TEST(ScanReaders, APageThatWasStoppedIsNotRecorded) {
  const Folder folder;
  const auto path = test::spooled(test::scanned_pdf("หน้าหนึ่ง"));
  ScanReader reader;
  const std::atomic<bool> stop = true;
  EXPECT_TRUE(record(folder, reader, path, {0}, stop).scans().empty());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace oit::store
