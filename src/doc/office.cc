#include "doc/office.h"

#include "doc/open_document.h"
#include "doc/program.h"
#include "doc/slides.h"
#include "doc/text_pages.h"
#include "doc/word.h"
#include "doc/workbook.h"
#include "doc/xml.h"

namespace oit::doc {
namespace {

/// ECMA-376, part 2, section 11: title and dates a program noted. Dates count little.
void read_core(ZipFile& zip, model::Document& document) {
  const Part core(zip, Relations(zip, "").first_of("/core-properties"));
  document.title = text_of(child(core.root(), "title"));
  document.created = text_of(child(core.root(), "created"));
  document.modified = text_of(child(core.root(), "modified"));
}

model::Document read_open_xml(ZipFile& zip, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  const std::string main = Relations(zip, "").first_of("/officeDocument");
  if (main.empty() || !zip.has(main)) return ended(damaged, "lacks its main part");
  if (main.ends_with(".bin")) return ended(unsupported, std::string(asks_for(Program::calc)));
  std::string kind;
  {
    const Part part(zip, main);
    kind = local(part.root());
  }
  if (kind == "document") return read_word(zip, main, limits);
  if (kind == "workbook") return read_workbook(zip, main, limits);
  if (kind == "presentation") return read_slides(zip, main, limits);
  return ended(damaged, "its main part is of no known kind");
}

}  // namespace

bool is_office_archive(std::string_view bytes) {
  const ZipFile zip(bytes);
  return (zip.has("_rels/.rels") && zip.has("[Content_Types].xml")) ||
         (zip.has("content.xml") && (zip.has("mimetype") || zip.has("META-INF/manifest.xml")));
}

model::Document read_office(std::string_view bytes, const DocumentLimits& limits) {
  ZipFile zip(bytes);
  const bool is_open_document = zip.has("content.xml");
  auto document = is_open_document ? read_open_document(zip, limits) : read_open_xml(zip, limits);
  if (zip.trouble() != model::DocumentOutcome::ok) return ended(zip.trouble(), zip.why());
  if (!is_open_document) read_core(zip, document);
  return document;
}

}  // namespace oit::doc
