#include "doc/pdf.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <climits>
#include <ctime>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "doc/frames.h"
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

void end(int out, model::DocumentOutcome outcome, std::string_view why) {
  std::string payload(1, static_cast<char>('0' + static_cast<int>(outcome)));
  write_all(out, make_frame(FrameType::end, payload.append(why)));
}

/// A file that broke off lacks both its end mark and the pointer before it.
bool is_truncated(std::string_view bytes) {
  const std::string_view tail =
      bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65536));
  return tail.find("%%EOF") == std::string_view::npos &&
         tail.find("startxref") == std::string_view::npos;
}

/// Whether pages without text could still show something: images are always plain objects.
bool may_show_something(std::string_view bytes, int pages) {
  constexpr std::size_t kBlankPageBytes = 20'000;
  return bytes.find("/Image") != std::string_view::npos ||
         bytes.size() / static_cast<std::size_t>(std::max(pages, 1)) > kBlankPageBytes;
}

void send_info(const poppler::document& pdf, int out) {
  std::string info = std::to_string(pdf.pages()) + '\n';
  info += one_line(to_utf8(pdf.info_key("Title"))) + '\n';
  info += iso_time(pdf.info_date_t("CreationDate")) + '\n';
  info += iso_time(pdf.info_date_t("ModDate")) + '\n';
  write_all(out, make_frame(FrameType::info, info));
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

/// Sends the text of the pages; the number of pages that say anything, or -1 when the reader hung
/// up or the text limit is reached.
int send_pages(const poppler::document& pdf, int out, const DocumentLimits& limits) {
  std::size_t left = limits.text_bytes;
  int with_words = 0;
  for (int i = 0; i < std::min(pdf.pages(), limits.pages); ++i) {
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    const std::string text =
        page ? to_utf8(page->text(poppler::rectf(), poppler::page::raw_order_layout)) : "";
    if (text.size() > left || !write_all(out, make_frame(FrameType::page, text))) return -1;
    left -= text.size();
    with_words += has_words(text) ? 1 : 0;
  }
  return with_words;
}

void read_bytes(std::string_view bytes, int out, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) return end(out, damaged, "no readable PDF structure");
  if (pdf->is_locked()) return end(out, encrypted, "asks for a password");
  send_info(*pdf, out);
  if (pdf->pages() <= 0)
    return is_truncated(bytes) ? end(out, damaged, "breaks off before its end")
                               : end(out, empty, "has no pages");
  const int with_words = send_pages(*pdf, out, limits);
  if (with_words < 0) return end(out, too_costly, "stopped at the limit of text");
  if (is_truncated(bytes)) return end(out, damaged, "breaks off before its end");
  if (with_words == 0 && !may_show_something(bytes, pdf->pages()))
    return end(out, empty, "nothing on its pages");
  end(out, ok, "");
}

}  // namespace

void read_pdf(int document, int out, const DocumentLimits& limits) {
  struct stat status {};
  if (fstat(document, &status) != 0 || status.st_size <= 0 || status.st_size > INT_MAX)
    return end(out, model::DocumentOutcome::damaged, "has no bytes, or too many");
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, document, 0);
  if (mapped == MAP_FAILED)
    return end(out, model::DocumentOutcome::too_costly, "does not fit into memory");
  try {
    read_bytes({static_cast<const char*>(mapped), size}, out, limits);
  } catch (const std::bad_alloc&) {
    end(out, model::DocumentOutcome::too_costly, "stopped at the limit of memory");
  } catch (...) {
    end(out, model::DocumentOutcome::damaged, "the PDF library gave it up");
  }
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
