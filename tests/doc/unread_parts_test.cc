// What is in a file but not where its reader looks: it is read, or named, and never taken for
// nothing.
#include <gtest/gtest.h>

#include <atomic>

#include "base/file.h"
#include "doc/document_reader.h"
#include "doc/html_text.h"
#include "doc/pdf_maker.h"
#include "doc/zip_maker.h"
#include "model/fetch.h"

namespace oit::doc {
namespace {

using model::DocumentOutcome;
using Files = std::vector<std::pair<std::string, std::string>>;

model::Document read(const std::string& bytes) {
  const std::atomic<bool> go_on{false};
  const TempFile file(bytes);
  auto reader = SandboxedReader::start().value();
  return reader->read(file.path(), model::sniff(bytes.substr(0, 1024), ""), go_on);
}

std::string joined(const model::Document& document) {
  std::string all;
  for (const auto& page : document.pages) all += page + '\n';
  return all;
}

constexpr std::string_view kTypes = "<Types/>";
constexpr std::string_view kRelation =
    "<Relationship Id=\"r\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relations(const std::string& type, const std::string& target) {
  return "<Relationships>" + std::string(kRelation) + type + "\" Target=\"" + target +
         "\"/></Relationships>";
}

std::string workbook_of(const std::string& rows) {
  return ZipMaker::make(Files{
      {"[Content_Types].xml", std::string(kTypes)},
      {"_rels/.rels", relations("officeDocument", "xl/workbook.xml")},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"1\" r:id=\"r\"/></sheets>"
       "</workbook>"},
      {"xl/_rels/workbook.xml.rels", relations("worksheet", "sheet.xml")},
      {"xl/sheet.xml", "<worksheet><sheetData><row>" + rows + "</row></sheetData></worksheet>"}});
}

std::string document_with(const std::string& chunk) {
  return ZipMaker::make(
      Files{{"[Content_Types].xml", std::string(kTypes)},
            {"_rels/.rels", relations("officeDocument", "word/document.xml")},
            {"word/document.xml",
             "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body><w:altChunk r:id=\"r\"/></w:body>"
             "</w:document>"},
            {"word/_rels/document.xml.rels", relations("aFChunk", "chunk.bin")},
            {"word/chunk.bin", chunk}});
}

TEST(HtmlText, IsWhatPeopleRead) {
  EXPECT_EQ(read_html_text("<style>p{}</style><p>a &amp; b&#3585;&lt;</p><!-- <p>x -->"
                           "<SCRIPT>if (a<b) '</p>'</SCRIPT><br>c&d"),
            "\na & bก<\n\nc&d");
  EXPECT_EQ(read_html_text("<tr><td>1<b>2</b></td><td>3</td></tr>"), "\n12 | 3 | \n");
  for (const char* broken : {"<", "<p", "&", "&#", "&#xD800;", "<!--", "<script>", "a<"})
    EXPECT_LE(read_html_text(broken).size(), 10U) << broken;
}

/// Files beyond the twentieth were dropped without a word.
TEST(UnreadParts, FilesBeyondTheLimitOfAnArchiveAreTold) {
  Files files;
  for (int i = 0; i < 40; ++i) files.emplace_back("a" + std::to_string(i) + ".txt", "some words");
  files.emplace_back("last.txt", "the paper itself");
  const auto whole = read(ZipMaker::make(files));
  EXPECT_NE(joined(whole).find("the paper itself"), std::string::npos);
  EXPECT_EQ(whole.why, "");
  for (int i = 0; i < 40; ++i) files.emplace_back("b" + std::to_string(i) + ".txt", "some words");
  const auto part = read(ZipMaker::make(files));
  EXPECT_EQ(part.outcome, DocumentOutcome::ok);
  EXPECT_EQ(part.why, "holds more files than are read");
  EXPECT_EQ(part.page_count, 81);
}

TEST(UnreadParts, PagesOfHtmlInAnArchiveAreRead) {
  const auto read_zip =
      read(ZipMaker::make({{"readme.txt", "words"},
                           {"plan.html", "<html><body><p>แผนการจัดซื้อ</p><p>2566</body></html>"}}));
  EXPECT_NE(joined(read_zip).find("plan.html\nแผนการจัดซื้อ\n2566"), std::string::npos)
      << joined(read_zip);
}

/// All of these used to be empty documents.
TEST(UnreadParts, OfficeFilesSayWhatIsNotRead) {
  const auto html = read(document_with("<html><body><p>แผนการจัดซื้อจัดจ้าง</p></body></html>"));
  EXPECT_EQ(html.outcome, DocumentOutcome::ok) << html.why;
  EXPECT_EQ(joined(html), "แผนการจัดซื้อจัดจ้าง\n");
  const auto other = read(document_with("{\\rtf1 hello}"));
  EXPECT_EQ(other.outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(other.why, "holds another file that is not read");

  const auto formulas = read(workbook_of("<c r=\"A1\"><f>1+2</f><v/></c>"));
  EXPECT_EQ(formulas.outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(formulas.why, "has formulas without their values");
  EXPECT_EQ(read(workbook_of("<c r=\"A1\" t=\"str\"><f>B1</f><v></v></c>")).outcome,
            DocumentOutcome::empty);
  EXPECT_EQ(read(workbook_of("<c r=\"ZZ1\"><v>25</v></c>")).why, "has more columns than are read");

  std::string deep, closed;
  for (int i = 0; i < 300; ++i) deep += "<section>", closed += "</section>";
  const auto nested =
      read(ZipMaker::make({{"mimetype", "application/vnd.oasis.opendocument.text"},
                           {"content.xml", "<content><body><text>" + deep + "<p>words</p>" +
                                               closed + "</text></body></content>"}}));
  EXPECT_EQ(nested.outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(nested.why, "nested too deep");
}

/// What servers hang behind a file used to make it a damaged one.
TEST(UnreadParts, WhatHangsBehindAFileIsNoDamage) {
  std::string footer;
  while (footer.size() < 80'000) footer += "<p>footer of the site</p>\n";
  const std::string pdf = make_pdf({"page one with enough letters in it"});
  const auto trailed = read(pdf + footer);
  EXPECT_EQ(trailed.outcome, DocumentOutcome::ok) << trailed.why;
  EXPECT_EQ(read(pdf.substr(0, pdf.size() / 2) + footer).outcome, DocumentOutcome::damaged);
  const auto docx = read_file(OIT_SOURCE_DIR "/tests/golden/office/notice.docx", 1 << 20).value();
  const auto word = read(docx + footer);
  EXPECT_EQ(word.outcome, DocumentOutcome::ok) << word.why;
  EXPECT_EQ(read(docx.substr(0, docx.size() / 2) + footer).outcome, DocumentOutcome::damaged);
}

}  // namespace
}  // namespace oit::doc
