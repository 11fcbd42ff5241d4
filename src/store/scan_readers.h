#pragma once
#include <atomic>
#include <map>
#include <string>
#include <utility>

#include "doc/document_reader.h"
#include "store/capture_fetcher.h"
#include "store/capture_writer.h"

namespace oit::store {

/// A DocumentReader that writes what another one recognises into the captures of a recorder.
class RecordingReader final : public doc::DocumentReader {
 public:
  /// Both outlive it.
  RecordingReader(doc::DocumentReader& inner, RecordingFetcher& recorder)
      : inner_(inner), recorder_(recorder) {}

  model::Document read(const std::string& path, model::BodyKind kind,
                       const std::atomic<bool>& stop) override {
    return inner_.read(path, kind, stop);
  }
  model::Recognised recognise(const doc::ScanPage& page, const std::atomic<bool>& stop) override;
  bool can_recognise() const override { return inner_.can_recognise(); }
  std::vector<std::string> read_codes(const std::string& path,
                                      const std::atomic<bool>& stop) override {
    return inner_.read_codes(path, stop);
  }
  void set_stopped(bool stopped) override;

 private:
  doc::DocumentReader& inner_;
  RecordingFetcher& recorder_;
  std::atomic<bool> is_stopped_ = false;
};

/// A DocumentReader that knows what was recognised when a capture was made.
class ReplayingReader final : public doc::DocumentReader {
 public:
  /// `inner` outlives it. With `repeats` a page the capture lacks is `unsupported`, and what could
  /// be recognised then (`could`) can be now; without, `inner` is asked for it.
  ReplayingReader(doc::DocumentReader& inner, CapturedScans scans, bool repeats, bool could)
      : inner_(inner), scans_(std::move(scans)), repeats_(repeats), could_(could) {}

  model::Document read(const std::string& path, model::BodyKind kind,
                       const std::atomic<bool>& stop) override {
    return inner_.read(path, kind, stop);
  }
  model::Recognised recognise(const doc::ScanPage& page, const std::atomic<bool>& stop) override;
  bool can_recognise() const override {
    return repeats_ ? could_ : inner_.can_recognise() || !scans_.empty();
  }
  std::vector<std::string> read_codes(const std::string& path,
                                      const std::atomic<bool>& stop) override {
    return inner_.read_codes(path, stop);
  }
  void set_stopped(bool stopped) override { inner_.set_stopped(stopped); }

 private:
  doc::DocumentReader& inner_;
  const CapturedScans scans_;
  const bool repeats_, could_;
};

}  // namespace oit::store
