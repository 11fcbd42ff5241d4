#pragma once
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace oit::doc {

/// A PDF written object by object; object 1 is the catalogue.
class PdfMaker {
 public:
  /// Adds the next object; its number is the count of objects so far.
  int add(const std::string& body) {
    objects_.push_back(body);
    return static_cast<int>(objects_.size());
  }
  int add_stream(const std::string& content, const std::string& entries = "") {
    return add("<<" + entries + "/Length " + std::to_string(content.size()) + ">>stream\n" +
               content + "\nendstream");
  }
  std::string finish(const std::string& trailer = "") const {
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      at.push_back(pdf.size());
      pdf += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::size_t table = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects_.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : at) {
      std::ostringstream line;
      line << std::setw(10) << std::setfill('0') << offset << " 00000 n \n";
      pdf += line.str();
    }
    return pdf + "trailer<</Root 1 0 R/Size " + std::to_string(objects_.size() + 1) + trailer +
           ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
};

inline std::string hex(char32_t c) {
  std::ostringstream text;
  text << std::hex << std::setw(4) << std::setfill('0') << static_cast<unsigned>(c);
  return text.str();
}

/// A page per text; Thai goes through a Type 0 font whose codes are Unicode and a ToUnicode map.
inline std::string make_pdf(const std::vector<std::string>& pages, const std::string& info = "") {
  PdfMaker pdf;
  pdf.add("<</Type/Catalog/Pages 2 0 R>>");
  const int font = 3;
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i)
    kids += std::to_string(7 + 2 * static_cast<int>(i)) + " 0 R ";
  pdf.add("<</Type/Pages/Count " + std::to_string(pages.size()) + "/Kids[" + kids + "]>>");
  pdf.add(
      "<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[4 0 "
      "R]/ToUnicode 6 0 R>>");
  pdf.add(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<</Registry(Adobe)/"
      "Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 600>>");
  pdf.add(
      "<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent "
      "800/Descent -200/CapHeight 700/StemV 80>>");
  pdf.add_stream(
      "/CIDInit /ProcSet findresource begin\nbegincmap\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n2 beginbfrange\n"
      "<0020><007E><0020>\n<0E00><0E7F><0E00>\nendbfrange\nendcmap\nend");
  for (const std::string& text : pages) {
    std::string codes;
    for (std::size_t at = 0; at < text.size();) {
      const text::ReadChar read = text::read_char(text, at);
      codes += hex(read.c);
      at += read.size;
    }
    const int content = 8 + 2 * static_cast<int>(&text - pages.data());
    pdf.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F " +
            std::to_string(font) + " 0 R>>>>/Contents " + std::to_string(content) + " 0 R>>");
    pdf.add_stream(text.empty() ? "" : "BT /F 16 Tf 50 700 Td <" + codes + "> Tj ET");
  }
  if (info.empty()) return pdf.finish();
  const int number = pdf.add(info);
  return pdf.finish("/Info " + std::to_string(number) + " 0 R");
}

/// A file with `bytes` that goes away with this.
class TempFile {
 public:
  explicit TempFile(std::string_view bytes) {
    std::string pattern = (std::filesystem::temp_directory_path() / "oit-doc-XXXXXX").string();
    const int fd = mkstemp(pattern.data());
    path_ = pattern;
    std::ofstream(path_, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (fd >= 0) close(fd);
  }
  ~TempFile() { std::filesystem::remove(path_); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace oit::doc
