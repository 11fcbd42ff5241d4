#include "text/dates.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/date_context.h"
#include "text/date_reader.h"
#include "text/date_words.h"
#include "text/utf8.h"

namespace oit::text {
namespace {
using Drafts = std::vector<PeriodDraft>;

constexpr int kEraShift = 543;
constexpr std::size_t kNear = 40;       // characters to a year that belongs to a span word
constexpr std::size_t kLawReach = 120;  // characters from a law's kind to its year

bool is_year_form(const PeriodDraft& draft) {
  const PeriodForm form = draft.mention.form;
  return form == PeriodForm::fiscal_year || form == PeriodForm::bare_year;
}

/// A law's kind, as its name begins. ระเบียบ alone is too common a word (ระเบียบวาระ).
constexpr std::array<std::u32string_view, 20> kLaws{
    U"พ.ร.บ",         U"พรบ",          U"พ.ร.ฎ",       U"พรฎ",           U"พ.ร.ก",
    U"พระราชบัญญัติ",    U"พระราชกฤษฎีกา", U"พระราชกำหนด", U"รัฐธรรมนูญ",      U"ประมวลกฎหมาย",
    U"ประมวลจริยธรรม", U"กฎกระทรวง",    U"กฎ ก.",       U"ระเบียบกระทรวง", U"ระเบียบสำนัก",
    U"ระเบียบคณะ",     U"ระเบียบกรม",    U"ว่าด้วย",       U"ข้อบังคับ",        U"มาตรฐานทางจริยธรรม"};

bool names_law(std::u32string_view text) {
  if (std::ranges::any_of(kLaws, [&](std::u32string_view law) {
        return text.find(law) != std::u32string_view::npos;
      }))
    return true;
  const bool local = text.find(U"ข้อบัญญัติ") != std::u32string_view::npos ||
                     text.find(U"เทศบัญญัติ") != std::u32string_view::npos;
  return local && text.find(U"งบประมาณ") == std::u32string_view::npos;  // the budget is yearly
}

class Resolver {
 public:
  Resolver(const DateText& text, Drafts& drafts) : text_(text), drafts_(drafts) {}

  void run() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) mark_law(i);
    for (std::size_t i = drafts_.size(); i-- > 1;) share_year(i - 1);
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].needs_year) find_year(i);
  }

 private:
  std::size_t begin(std::size_t i) const { return text_.tokens[drafts_[i].first].begin; }
  std::size_t end(std::size_t i) const { return text_.tokens[drafts_[i].last - 1].end; }
  bool has_break(std::size_t from, std::size_t to) const {
    return text_.chars.substr(from, to - from).find(U'\n') != std::u32string::npos;
  }

  void mark_law(std::size_t i) {
    if (!drafts_[i].in_law_style) return;
    const std::size_t at = begin(i);
    std::size_t from = at > kLawReach ? at - kLawReach : 0;
    if (const auto line = text_.chars.rfind(U'\n', at); line != std::u32string::npos && line < at)
      from = std::max(from, line);
    if (i > 0 && end(i - 1) > from) {
      from = end(i - 1);
      const auto between = text_.chars.substr(from, at - from);
      if (drafts_[i - 1].mention.law_year && between.find(U"ฉบับที่") != std::u32string::npos) {
        drafts_[i].mention.law_year = true;  // พ.ศ. 2496 และแก้ไขเพิ่มเติมถึง (ฉบับที่ 7) พ.ศ. 2562
        return;
      }
    }
    drafts_[i].mention.law_year =
        names_law(std::u32string_view(text_.chars).substr(from, at - from));
  }

  /// How far draft `j` is from `i`, in characters; a line break counts as half the reach.
  std::size_t distance(std::size_t i, std::size_t j) const {
    const auto [from, to] = i < j ? std::pair(end(i), begin(j)) : std::pair(end(j), begin(i));
    return to - from + (has_break(from, to) ? kNear / 2 : 0);
  }

  /// Half years and rounds also learn their year from months beside them: (ต.ค. 65 – มี.ค. 66).
  bool gives_year(const PeriodDraft& asking, const PeriodDraft& giving) const {
    if (giving.mention.law_year || giving.needs_year) return false;
    if (is_year_form(giving)) return true;
    const bool part = asking.mention.form == PeriodForm::half_year ||
                      asking.mention.form == PeriodForm::quarter ||
                      asking.mention.form == PeriodForm::full_year_round;
    return part && giving.mention.form == PeriodForm::range && giving.from.month != 0 &&
           giving.mention.span.has_value() &&
           giving.mention.span->last - giving.mention.span->first > std::chrono::days(55);
  }

  void find_year(std::size_t i) {
    std::size_t best = drafts_.size();
    std::size_t best_score = kNear + 1;
    const auto consider = [&](std::size_t j) {
      const std::size_t gap = distance(i, j);
      if (gap > kNear || !gives_year(drafts_[i], drafts_[j])) return gap <= kNear;
      const bool bare = drafts_[j].mention.form == PeriodForm::bare_year;
      const std::size_t score = std::min(kNear, gap + (bare ? 12 : 0));
      if (score < best_score) {
        best = j;
        best_score = score;
      }
      return true;
    };
    for (std::size_t j = i; j-- > 0 && consider(j);) continue;
    for (std::size_t j = i + 1; j < drafts_.size() && consider(j); ++j) continue;
    if (best < drafts_.size()) take_year(drafts_[i], drafts_[best]);
    if (drafts_[i].needs_year && drafts_[i].mention.form == PeriodForm::month) follow_list(i);
  }

  /// ต.ค., พ.ย. และ ธ.ค. 2565: months share the year behind the last of them.
  void share_year(std::size_t i) {
    constexpr std::size_t kClose = 8;
    PeriodDraft& draft = drafts_[i];
    const PeriodDraft& next = drafts_[i + 1];
    if (draft.mention.form != PeriodForm::month || !draft.needs_year) return;
    if (next.mention.form != PeriodForm::month || next.needs_year || distance(i, i + 1) > kClose)
      return;
    const int shift = draft.from.month > next.from.month ? 1 : 0;
    draft.from.year = draft.to.year = next.from.year - shift;
    settle_dates(draft);
  }

  /// The next month of a list takes the fiscal year the month before it has.
  void follow_list(std::size_t i) {
    if (i == 0 || list_year_[0] == 0 || list_year_[1] + 1 != static_cast<int>(i)) return;
    if (distance(i - 1, i) > kNear) return;
    PeriodDraft fiscal;
    fiscal.mention.form = PeriodForm::fiscal_year;
    fiscal.mention.year = list_year_[0];
    take_year(drafts_[i], fiscal);
    list_year_ = {fiscal.mention.year, static_cast<int>(i)};
  }

  void take_year(PeriodDraft& asking, const PeriodDraft& giving) {
    const bool fiscal = giving.mention.form == PeriodForm::fiscal_year;
    if (asking.from.day == 0 && asking.mention.form == PeriodForm::month) {
      const int shift = fiscal && asking.from.month >= 10 ? 1 : 0;
      asking.from.year = asking.to.year = giving.mention.year - shift;
      settle_dates(asking);
      if (fiscal) list_year_ = {giving.mention.year, static_cast<int>(&asking - drafts_.data())};
    } else if (asking.mention.form == PeriodForm::range && asking.to.year == 0 &&
               !asking.stated_half) {
      take_range_year(asking, giving.mention.year, fiscal);
    } else if (is_year_form(giving)) {
      settle_part(asking, giving.mention.year);
    } else {
      take_range(asking, *giving.mention.span);
    }
  }

  /// ตุลาคม – มีนาคม beside a year: the range ends in it.
  static void take_range_year(PeriodDraft& asking, int year, bool fiscal) {
    const bool wraps = std::pair(asking.from.month, asking.from.day) >
                       std::pair(asking.to.month, asking.to.day == 0 ? 31 : asking.to.day);
    const bool last_quarter = fiscal && !wraps && asking.from.month >= 10;
    asking.to.year = year - (last_quarter ? 1 : 0);
    asking.from.year = asking.to.year - (wraps ? 1 : 0);
    settle_dates(asking);
  }

  /// "รอบ 6 เดือน (เม.ย. – ก.ย. 66)": the months beside it say which half is meant.
  static void take_range(PeriodDraft& asking, const DaySpan& range) {
    const int fy = fiscal_year_of(range.last);
    if (asking.mention.form == PeriodForm::half_year && !asking.stated_half) {
      const bool later_half = range.first >= fiscal_year_span(fy).first + std::chrono::days(150);
      asking.mention.part = later_half ? 2 : 1;
      asking.from.month = later_half ? 3 : 1;
      asking.to.month = asking.from.month + 1;
    }
    settle_part(asking, fy);
  }

  const DateText& text_;
  Drafts& drafts_;
  std::array<int, 2> list_year_{0, -1};  // fiscal year of the last month so settled, and its draft
};

/// Whether some form of a period begins with `word`.
bool may_start(DateWord word) {
  using enum DateWord;
  switch (word) {
    case number:
    case month:
    case be:
    case ad:
    case fiscal:
    case year:
    case months:
    case day:
    case quarter:
    case half:
    case round:
    case length:
    case from:
      return true;
    case other:
    case first:
    case second:
    case nth:
    case to:
    case also:
    case slash:
    case dot:
    case bracket:
    case mark:
      break;
  }
  return false;
}

/// Whether `word` is one of those without which there is no period.
bool may_date(DateWord word) {
  return word == DateWord::number || word == DateWord::month || word == DateWord::quarter ||
         word == DateWord::half;
}

Drafts read_drafts(const DateText& text) {
  Drafts drafts;
  for (std::size_t i = 0; i < text.tokens.size();) {
    auto draft = may_start(text.tokens[i].word) ? read_period(text, i) : std::nullopt;
    const bool kept = draft && !is_copyright(text, i);
    i = draft ? draft->last : i + 1;
    if (kept) drafts.push_back(*draft);
  }
  return drafts;
}
}  // namespace

std::string_view name_of(PeriodForm form) {
  switch (form) {
    case PeriodForm::day:
      return "day";
    case PeriodForm::month:
      return "month";
    case PeriodForm::range:
      return "range";
    case PeriodForm::quarter:
      return "quarter";
    case PeriodForm::half_year:
      return "half_year";
    case PeriodForm::full_year_round:
      return "full_year_round";
    case PeriodForm::fiscal_year:
      return "fiscal_year";
    case PeriodForm::bare_year:
      return "bare_year";
    case PeriodForm::plan_years:
      return "plan_years";
    case PeriodForm::span_word:
      break;
  }
  return "span_word";
}

std::vector<PeriodMention> find_periods(std::string_view utf8) {
  if (!may_hold_period(utf8)) return {};
  const DateText text = read_date_text(utf8);
  if (std::ranges::none_of(text.tokens, may_date, &DateToken::word)) return {};
  Drafts drafts = read_drafts(text);
  Resolver(text, drafts).run();
  std::vector<PeriodMention> found;
  for (PeriodDraft& draft : drafts) {
    if (draft.weak && draft.needs_year) continue;
    PeriodMention& mention = draft.mention;
    if (draft.needs_year && mention.form == PeriodForm::half_year)
      mention.form = PeriodForm::span_word;
    mention.begin = text.origin[text.tokens[draft.first].begin];
    const std::size_t last = text.origin[text.tokens[draft.last - 1].end - 1];
    mention.end = last + read_char(utf8, last).size;
    found.push_back(mention);
  }
  return found;
}

std::optional<Day> read_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int fields[3] = {0, 0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    int& field = fields[i < 4 ? 0 : i < 7 ? 1 : 2];
    field = field * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day day{std::chrono::year{fields[0]},
                                        std::chrono::month{static_cast<unsigned>(fields[1])},
                                        std::chrono::day{static_cast<unsigned>(fields[2])}};
  if (!day.ok()) return std::nullopt;
  return Day(day);
}

DaySpan fiscal_year_span(int be_year) {
  using namespace std::chrono;
  const year in{be_year - kEraShift};
  return {Day((in - years(1)) / October / 1), Day(in / September / 30)};
}

DaySpan calendar_year_span(int be_year) {
  using namespace std::chrono;
  const year in{be_year - kEraShift};
  return {Day(in / January / 1), Day(in / December / 31)};
}

int fiscal_year_of(Day day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) + kEraShift + (date.month() >= std::chrono::October ? 1 : 0);
}

}  // namespace oit::text
