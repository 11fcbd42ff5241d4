#include "doc/ocr.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "doc/digit_text.h"
#include "doc/frames.h"
#include "doc/line_signs.h"
#include "doc/orientation.h"
#include "doc/pdf.h"
#include "doc/picture.h"

/// OpenMP 3.1, 3.2.15. The engine would start a thread per core, which a sandboxed child must not.
extern "C" [[gnu::weak]] void omp_set_max_active_levels(int levels);

namespace oit::doc {
namespace {

namespace fs = std::filesystem;

/// What a page the right way up holds some of, tone marks left out as OCR often does.
constexpr std::array<std::string_view, 24> kCommon{
    "การ", "และ", "ของ", "ประ", "งาน", "ราย", "ความ", "เป็น", "จาก", "ตาม", "แผน", "บล",
    "องค", "นาย", "ระบ", "ผล",  "พ.ศ", "ภาพ", "สาร",  "เนน", "จด",  "จัด",  "the", "and"};

std::string owned(char* text) {
  const std::unique_ptr<char[]> kept(text);
  return kept ? std::string(kept.get()) : std::string();
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

struct Destroy {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
  void operator()(BOXA* boxes) const { boxaDestroy(&boxes); }
};

/// Whether most of the page is bright.
bool is_paper(const GreyPage& page) {
  constexpr unsigned char kBright = 170;
  const auto bright = std::ranges::count_if(page.pixels, [](auto grey) { return grey > kBright; });
  return 2 * static_cast<std::size_t>(bright) > page.pixels.size();
}

/// A page and its patches of ink.
struct Inked {
  GreyPage page;
  std::vector<Box> patches;
};

constexpr int kMiddleGrey = 128;

/// Whether the letters in `box` are bright on dark.
bool is_inverted(const GreyPage& page, const Box& box, int threshold) {
  long dark = 0, all = 0;
  for (int y = std::max(box.top, 0); y < std::min(box.bottom, page.height); ++y)
    for (int x = std::max(box.left, 0); x < std::min(box.right, page.width); ++x) {
      dark += page.at(x, y) < threshold ? 1 : 0;
      ++all;
    }
  return 10 * dark > 6 * all;
}

/// The engine with one page.
class Engine {
 public:
  Engine(const fs::path& data, const DigitNet* net) : net_(net) {
    if (omp_set_max_active_levels != nullptr) omp_set_max_active_levels(0);
    const bool has_english = fs::exists(data / "eng.traineddata");
    if (api_.Init(data.c_str(), has_english ? "tha+eng" : "tha", tesseract::OEM_LSTM_ONLY) != 0)
      throw std::runtime_error("the OCR program did not start");
  }

  /// The text of a page whose lines run from left to right.
  std::string read(const GreyPage& page) {
    // One block reads papers best, tilted ones too; on posters lines stand anywhere.
    api_.SetPageSegMode(is_paper(page) ? tesseract::PSM_SINGLE_BLOCK : tesseract::PSM_AUTO);
    api_.SetImage(page.pixels.data(), page.width, page.height, 1, page.width);
    api_.SetSourceResolution(200);  // keeps it from guessing; sizes are relative to the line anyway
    if (api_.Recognize(nullptr) != 0) return {};
    const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
    std::string text;
    if (!at) return text;
    prepare_digits(page);
    do {
      text += check_digits(symbols_of(*at), signs_of(*at, page));
      text += '\n';
    } while (at->Next(tesseract::RIL_TEXTLINE));
    return text;
  }

 private:
  /// Parts the page into ink and paper, both ways: letters may be bright.
  void prepare_digits(const GreyPage& page) {
    patches_.clear();
    negative_ = {};
    if (net_ == nullptr) return;
    const std::unique_ptr<PIX, Destroy> ink(api_.GetThresholdedImage());
    if (!ink) return;
    patches_ = find_patches(ink.get());
    if (is_paper(page)) return;
    const std::unique_ptr<PIX, Destroy> paper(pixInvert(nullptr, ink.get()));
    if (!paper) return;
    negative_ = {page, find_patches(paper.get())};
    for (auto& grey : negative_.page.pixels) grey = static_cast<unsigned char>(255 - grey);
  }

  static std::vector<Box> find_patches(PIX* ink) {
    const std::unique_ptr<BOXA, Destroy> found(pixConnCompBB(ink, 8));
    std::vector<Box> boxes;
    for (l_int32 i = 0; found && i < boxaGetCount(found.get()); ++i) {
      l_int32 x = 0, y = 0, w = 0, h = 0;
      if (boxaGetBoxGeometry(found.get(), i, &x, &y, &w, &h) == 0 && h > 2)
        boxes.push_back({x, y, x + w, y + h});
    }
    return boxes;
  }

  std::vector<Sign> signs_of(const tesseract::ResultIterator& line, const GreyPage& page) const {
    Box box;
    std::array<int, 4> ends{};
    if (net_ == nullptr ||
        !line.BoundingBox(tesseract::RIL_TEXTLINE, &box.left, &box.top, &box.right, &box.bottom) ||
        !line.Baseline(tesseract::RIL_TEXTLINE, &ends[0], &ends[1], &ends[2], &ends[3]))
      return {};
    const Baseline base{1.0 * ends[0], 1.0 * ends[1], 1.0 * ends[2], 1.0 * ends[3]};
    const bool is_bright = !negative_.page.pixels.empty() && is_inverted(page, box, kMiddleGrey);
    return is_bright ? read_signs(negative_.page, negative_.patches, box, base, *net_)
                     : read_signs(page, patches_, box, base, *net_);
  }

  static std::vector<Symbol> symbols_of(const tesseract::ResultIterator& line) {
    std::vector<Symbol> symbols;
    tesseract::ResultIterator at(line);
    do {
      Symbol symbol{owned(at.GetUTF8Text(tesseract::RIL_SYMBOL)), {}, false};
      if (symbol.text.empty()) break;
      at.BoundingBox(tesseract::RIL_SYMBOL, &symbol.box.left, &symbol.box.top, &symbol.box.right,
                     &symbol.box.bottom);
      symbol.is_after_space = at.IsAtBeginningOf(tesseract::RIL_WORD) && at.BlanksBeforeWord() > 0;
      symbols.push_back(std::move(symbol));
    } while (!at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_SYMBOL) &&
             at.Next(tesseract::RIL_SYMBOL));
    return symbols;
  }

  tesseract::TessBaseAPI api_;
  const DigitNet* net_;
  std::vector<Box> patches_;  ///< of ink
  Inked negative_;            ///< only of pages that are no paper
};

/// How much of `text` are common pieces of words, per thousand bytes.
double likeness(std::string_view text) {
  std::size_t bytes = 0;
  for (const std::string_view piece : kCommon)
    for (std::size_t at = text.find(piece); at != std::string_view::npos;
         at = text.find(piece, at + piece.size()))
      bytes += piece.size();
  return 1000.0 * static_cast<double>(bytes) /
         static_cast<double>(std::max<std::size_t>(text.size(), 1));
}

constexpr double kReadable = 30;  // the right way up it is 80 and more, else 0 (fixtures/pictures)
constexpr std::size_t kWorthTurning = 200;  // bytes; less is no page of text

/// The middle of the page, a quarter of it; small ones whole.
GreyPage middle_of(const GreyPage& page) {
  constexpr int kSmall = 1200;
  const int across = page.width > kSmall ? page.width / 4 : 0;
  const int down = page.height > kSmall ? page.height / 4 : 0;
  GreyPage middle{page.width - 2 * across, page.height - 2 * down, {}};
  for (int y = down; y < page.height - down; ++y) {
    const unsigned char* row =
        &page.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width)];
    middle.pixels.insert(middle.pixels.end(), row + across, row + page.width - across);
  }
  return middle;
}

/// The page turned so that its middle reads like words; nothing when it does not in any of `turns`,
/// which are quarters.
std::optional<GreyPage> upright(Engine& engine, const GreyPage& page,
                                std::initializer_list<int> turns) {
  const GreyPage middle = middle_of(page);
  int best = 0;
  double most = kReadable;
  for (const int quarters : turns) {
    const double like = likeness(engine.read(turn(middle, quarters)));
    if (like <= most) continue;
    most = like;
    best = quarters;
    if (like > 2 * kReadable) break;
  }
  if (best == 0) return std::nullopt;
  return turn(page, best);
}

/// The text of the page, whichever way round it was scanned. A page that lies on its side is turned
/// before it is read: reading it as it lies takes ten times as long, and brings nothing.
std::string read_any_way(Engine& engine, const GreyPage& page) {
  const bool on_its_side = seems_on_its_side(page);
  if (on_its_side)
    if (const auto turned = upright(engine, page, {1, 3})) return engine.read(*turned);
  std::string text = engine.read(page);
  if (likeness(text) >= kReadable || text.size() <= kWorthTurning) return text;
  const auto turned = on_its_side ? upright(engine, page, {2}) : upright(engine, page, {2, 1, 3});
  return turned ? engine.read(*turned) : text;
}

DrawnPage load(const Order& order, int document) {
  return order.kind == model::BodyKind::pdf ? draw_pdf_page(document, order.page)
                                            : load_picture(document);
}

void end(int out, model::DocumentOutcome outcome, std::string_view why) {
  std::string payload(1, static_cast<char>('0' + static_cast<int>(outcome)));
  write_all(out, make_frame(FrameType::end, payload.append(why)));
}

void recognise(const Order& order, int document, int out, const fs::path& data,
               const DigitNet* net) {
  DrawnPage drawn = load(order, document);
  std::string info = std::to_string(drawn.page_count) + '\n';
  if (drawn.outcome != model::DocumentOutcome::ok) {
    write_all(out, make_frame(FrameType::info, info));
    return end(out, drawn.outcome, drawn.why);
  }
  const PageText read = read_page(drawn.page, data, net);
  if (read.year_unreadable) info += kYearUnreadable;
  write_all(out, make_frame(FrameType::info, info));
  if (read.text.empty()) return end(out, model::DocumentOutcome::empty, "nothing is written on it");
  write_all(out, make_frame(FrameType::page, read.text));
  end(out, model::DocumentOutcome::ok, "");
}

}  // namespace

fs::path find_ocr_data() {
  const char* given = std::getenv("TESSDATA_PREFIX");
  std::error_code error;
  for (const fs::path folder : {given != nullptr ? given : "", OIT_OCR_DATA})
    if (!folder.empty() && fs::is_regular_file(folder / "tha.traineddata", error)) return folder;
  return {};
}

PageText read_page(const GreyPage& page, const fs::path& data, const DigitNet* net) {
  Engine engine(data, net);
  std::string text = read_any_way(engine, page);
  replace_all(text, "\u0E4D\u0E32", "ำ");  // as the engine's data spell it
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  const bool year_unreadable = has_unreadable_year(text);
  return {std::move(text), year_unreadable};
}

void recognise_page(const Order& order, int document, int out, const fs::path& data,
                    const DigitNet* net) {
  try {
    recognise(order, document, out, data, net);
  } catch (const std::bad_alloc&) {
    end(out, model::DocumentOutcome::too_costly, "stopped at the limit of memory");
  } catch (const std::runtime_error& error) {
    end(out, model::DocumentOutcome::crashed, error.what());
  } catch (...) {
    end(out, model::DocumentOutcome::damaged, "the page was given up");
  }
}

}  // namespace oit::doc
