#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

struct zip;

namespace oit::doc {

/// The archive in `bytes` without what a server or a program hung behind its end, which hides the
/// directory from readers. Source: APPNOTE.TXT 6.3.10, 4.3.16.
std::string_view without_tail(std::string_view bytes);

/// The parts of an office file, which is a ZIP archive. What is inflated is counted as it comes,
/// whatever the archive says of itself: beyond 64 MiB in all, or 100 times the archive beyond 10
/// MiB, nothing more is read.
class ZipFile {
 public:
  /// Opens the archive in `bytes`, which outlive this.
  explicit ZipFile(std::string_view bytes);

  /// The part called `name`, or "" when there is none or trouble came.
  std::string read(const std::string& name);

  bool has(const std::string& name) const;

  /// Names of all parts, in the archive's order, as bytes; at most 20,000.
  std::vector<std::string> names() const;

  /// `ok`, or what ended the reading: damaged, encrypted or too_costly.
  model::DocumentOutcome trouble() const { return trouble_; }
  const std::string& why() const { return why_; }

  /// Notes what is wrong; the first trouble stays.
  void fail(model::DocumentOutcome outcome, std::string why);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Closer> archive_;
  std::size_t packed_ = 0, inflated_ = 0;
  model::DocumentOutcome trouble_ = model::DocumentOutcome::ok;
  std::string why_;
};

/// The path a relation's `target` names in the folder of the part `from`: "xl/workbook.xml" and
/// "../media/a.png" give "media/a.png".
std::string resolve_part(std::string_view from, std::string_view target);

}  // namespace oit::doc
