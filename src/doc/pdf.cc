#include "doc/pdf.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "doc/mapped_file.h"
#include "doc/text_pages.h"
#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr std::string_view kTinyPdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    "4 0 obj<</Length 28>>stream\nBT /F 1 Tf 1 1 Td (a) Tj ET \nendstream endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

constexpr double kDpi = 200;  // finer pages take longer and read no better (tests/bench/NUMBERS.md)

void ignore_message(const std::string&, void*) {}

/// UTF-16 as poppler gives it, as UTF-8 without NULs and other controls but line ends.
std::string to_utf8(const poppler::ustring& text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xD800 && c < 0xE000) {
      const bool is_pair = c < 0xDC00 && i + 1 < text.size() && (text[i + 1] & 0xFC00U) == 0xDC00U;
      c = is_pair ? 0x10000 + ((c & 0x3FFU) << 10U) + (text[i + 1] & 0x3FFU) : text::kReplacement;
      if (is_pair) ++i;
    }
    if (c == '\f' || c == '\r') c = '\n';
    if (c < 0x20 && c != '\n' && c != '\t') continue;
    text::append_char(utf8, c);
  }
  while (!utf8.empty() && (utf8.back() == '\n' || utf8.back() == ' ')) utf8.pop_back();
  return utf8;
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string iso_time(time_t at) {
  if (at == static_cast<time_t>(-1) || at <= 0) return {};
  tm parts{};
  if (gmtime_r(&at, &parts) == nullptr || parts.tm_year > 8000) return {};
  std::string text(24, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

/// A file that broke off lacks both its end mark and the pointer before it.
bool is_truncated(std::string_view bytes) {
  const std::string_view tail =
      bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65536));
  return tail.find("%%EOF") == std::string_view::npos &&
         tail.find("startxref") == std::string_view::npos;
}

/// The file without what a server or a program hung behind its end, which hides the end mark from
/// readers. An end mark that objects follow is that of an earlier state of the file.
std::string_view without_tail(std::string_view bytes) {
  constexpr std::string_view kEnd = "%%EOF";
  const auto end = bytes.rfind(kEnd);
  if (end == std::string_view::npos) return bytes;
  const auto tail = bytes.substr(end + kEnd.size());
  constexpr std::size_t kShort = 1024;  // bytes; readers look for the mark in the last ones
  const bool goes_on = tail.size() < kShort || tail.find("endobj") != std::string_view::npos ||
                       tail.find("startxref") != std::string_view::npos ||
                       tail.find("stream") != std::string_view::npos;
  return goes_on ? bytes : bytes.substr(0, end + kEnd.size());
}

/// Whether pages without text could still show something: images are always plain objects.
bool may_show_something(std::string_view bytes, int pages) {
  constexpr std::size_t kBlankPageBytes = 20'000;
  return bytes.find("/Image") != std::string_view::npos ||
         bytes.size() / static_cast<std::size_t>(std::max(pages, 1)) > kBlankPageBytes;
}

void read_info(const poppler::document& pdf, model::Document& document) {
  document.page_count = pdf.pages();
  document.title = one_line(to_utf8(pdf.info_key("Title")));
  document.created = iso_time(pdf.info_date_t("CreationDate"));
  document.modified = iso_time(pdf.info_date_t("ModDate"));
}

/// Whether a page says anything: its number alone, in digits of any script, is nothing.
bool has_words(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool thai_digit = byte == 0xE0 && i + 2 < utf8.size() && utf8[i + 1] == '\xB9' &&
                            static_cast<unsigned char>(utf8[i + 2]) >= 0x90 &&
                            static_cast<unsigned char>(utf8[i + 2]) <= 0x99;
    if (thai_digit)
      i += 2;
    else if (byte >= 0xC0 || ('a' <= (byte | 0x20) && (byte | 0x20) <= 'z'))
      return true;
  }
  return false;
}

/// Adds the text of the pages; false when the limit of text is reached.
bool read_pages(const poppler::document& pdf, const DocumentLimits& limits,
                model::Document& document) {
  std::size_t left = limits.text_bytes;
  for (int i = 0; i < std::min(pdf.pages(), limits.pages); ++i) {
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    std::string text =
        page ? to_utf8(page->text(poppler::rectf(), poppler::page::raw_order_layout)) : "";
    if (text.size() > left) return false;
    left -= text.size();
    document.pages.push_back(std::move(text));
  }
  return true;
}

std::size_t count_letters(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::ReadChar read = text::read_char(text, at);
    at += read.size;
    const bool is_latin = (read.c | 0x20U) >= 'a' && (read.c | 0x20U) <= 'z';
    if (is_latin || (read.c >= 0x80 && read.valid && read.c != text::kReplacement)) ++letters;
  }
  return letters;
}

bool has_text_layer(const model::Document& document) {
  constexpr std::size_t kLettersPerPage = 20;  // fewer: page numbers and stamps on scanned pages
  std::size_t letters = 0;
  for (const std::string& page : document.pages) letters += count_letters(page);
  return letters >= kLettersPerPage * std::max<std::size_t>(document.pages.size(), 1);
}

void judge(std::string_view bytes, bool has_room, model::Document& document) {
  using enum model::DocumentOutcome;
  const auto end = [&document](model::DocumentOutcome outcome, std::string_view why) {
    document.outcome = outcome;
    document.why = why;
  };
  if (document.page_count <= 0)
    return is_truncated(bytes) ? end(damaged, "breaks off before its end")
                               : end(empty, "has no pages");
  if (!has_room) return end(too_costly, "stopped at the limit of text");
  if (is_truncated(bytes)) return end(damaged, "breaks off before its end");
  if (std::ranges::none_of(document.pages, has_words) &&
      !may_show_something(bytes, document.page_count))
    return end(empty, "nothing on its pages");
  if (!has_text_layer(document)) return end(image_only, "pages without a usable text layer");
  end(ok, "");
}

model::Document read_bytes(std::string_view bytes, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) return ended(damaged, "no readable PDF structure");
  if (pdf->is_locked()) return ended(encrypted, "asks for a password");
  model::Document document;
  read_info(*pdf, document);
  const bool has_room = read_pages(*pdf, limits, document);
  judge(bytes, has_room, document);
  return document;
}

/// The page in grey; without pixels when it has no size or the library gave up.
GreyPage draw(const poppler::page& page) {
  const poppler::rectf size = page.page_rect();
  const double area = size.width() * size.height();
  if (!(area > 0) || !(area < 1e15)) return {};
  const double dpi = std::min(kDpi, std::floor(72 * std::sqrt(kMaxPixels / area)));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  const poppler::image image = renderer.render_page(&page, std::max(dpi, 1.0), std::max(dpi, 1.0));
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0 ||
      1.0 * image.width() * image.height() > 2 * kMaxPixels)
    return {};
  GreyPage grey{image.width(), image.height(), {}};
  grey.pixels.reserve(static_cast<std::size_t>(grey.width) * static_cast<std::size_t>(grey.height));
  for (int y = 0; y < grey.height; ++y) {
    const char* row = image.const_data() + std::ptrdiff_t{y} * image.bytes_per_row();
    grey.pixels.insert(grey.pixels.end(), row, row + grey.width);
  }
  return grey;
}

}  // namespace

model::Document read_pdf(std::string_view bytes, const DocumentLimits& limits) {
  if (bytes.empty() || bytes.size() > INT_MAX)
    return ended(model::DocumentOutcome::damaged, "has no bytes, or too many");
  try {
    return read_bytes(without_tail(bytes), limits);
  } catch (const std::bad_alloc&) {
    return ended(model::DocumentOutcome::too_costly, "stopped at the limit of memory");
  } catch (...) {
    return ended(model::DocumentOutcome::damaged, "the PDF library gave it up");
  }
}

DrawnPage draw_pdf_page(int document, int number) {
  using enum model::DocumentOutcome;
  const MappedFile file(document);
  if (!file.why.empty()) return {file.outcome, file.why, {}, 0};
  const std::string_view bytes = without_tail(file.bytes);
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) return {damaged, "no readable PDF structure", {}, 0};
  if (pdf->is_locked()) return {encrypted, "asks for a password", {}, 0};
  const int count = std::max(pdf->pages(), 0);
  if (number < 0 || number >= count) return {empty, "has no such page", {}, count};
  const std::unique_ptr<poppler::page> page(pdf->create_page(number));
  if (!page) return {damaged, "the page cannot be read", {}, count};
  DrawnPage drawn{ok, "", draw(*page), count};
  if (drawn.page.pixels.empty()) return {damaged, "the page cannot be drawn", {}, count};
  if (is_blank(drawn.page)) return {empty, std::string(kBlankPage), {}, count};
  return drawn;
}

void prepare_pdf() {
  poppler::set_debug_error_function(ignore_message, nullptr);
  // The library keeps its tables as long as one document is open: this one stays.
  static const std::unique_ptr<poppler::document> kept(
      poppler::document::load_from_raw_data(kTinyPdf.data(), static_cast<int>(kTinyPdf.size())));
  if (!kept) return;
  const std::unique_ptr<poppler::page> page(kept->create_page(0));
  if (page) (void)page->text(poppler::rectf(), poppler::page::raw_order_layout);
}

}  // namespace oit::doc
