#include "doc/contents.h"

#include "doc/archive.h"
#include "doc/office.h"
#include "doc/ole.h"
#include "doc/pdf.h"
#include "doc/plain_text.h"
#include "doc/program.h"
#include "doc/text_pages.h"
#include "doc/zip_file.h"

namespace oit::doc {

bool is_document_archive(std::string_view bytes) {
  return bytes.starts_with("PK") && is_office_archive(bytes);
}

model::Document read_contents(std::string_view bytes, int file, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  if (bytes.empty()) return ended(damaged, "has no bytes");
  if (bytes.starts_with("PK")) {
    bytes = without_tail(bytes);
    const ZipFile zip(
        bytes);  // one that broke off has no directory, though its first parts are there
    if (zip.trouble() != ok) return ended(zip.trouble(), zip.why());
    return is_office_archive(bytes) ? read_office(bytes, limits) : read_archive(bytes, limits);
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return read_ole(bytes, file, limits);
  if (bytes.starts_with("{\\rtf"))
    return ended(unsupported, std::string(asks_for(Program::writer)));
  const auto kind = model::sniff(bytes.substr(0, 1024), "");
  switch (kind) {
    case model::BodyKind::pdf:
      return read_pdf(bytes, limits);
    case model::BodyKind::archive:
      return read_archive(bytes, limits);
    case model::BodyKind::image:
      return ended(image_only, "a picture");
    case model::BodyKind::word:
      return ended(unsupported, std::string(asks_for(Program::writer)));  // XML of Word 2003
    case model::BodyKind::spreadsheet:
      return ended(unsupported, std::string(asks_for(Program::calc)));
    case model::BodyKind::text: {
      auto text = read_plain_text(bytes, {});
      if (text.pages.size() == 1 && text.pages[0].size() > limits.text_bytes)
        return ended(too_costly, "stopped at the limit of text");
      return text;
    }
    default:
      return ended(unsupported, "a kind of file that is not read");
  }
}

}  // namespace oit::doc
