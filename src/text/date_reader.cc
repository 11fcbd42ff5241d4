#include "text/date_reader.h"

#include <algorithm>
#include <utility>

#include "text/date_context.h"

namespace oit::text {
namespace {
using enum DateWord;

constexpr int kEraShift = 543;

/// A year read from tokens, and the token behind it.
struct YearRead {
  int be = 0;
  std::size_t next = 0;
  bool led = false;  ///< by ปี, พ.ศ. or the like
};

struct DateRead {
  WrittenDate date;
  std::size_t next = 0;
};

class Reader {
 public:
  explicit Reader(const DateText& text) : text_(text) {}

  std::optional<PeriodDraft> longest(std::size_t first) const {
    std::optional<PeriodDraft> best;
    const auto offer = [&](std::optional<PeriodDraft> draft) {
      if (!draft || (best && best->last >= draft->last)) return;
      draft->first = first;
      best = draft;
    };
    offer(read_range(first));
    offer(read_single_date(first));
    offer(read_quarter(first));
    offer(read_half(first));
    offer(read_years(first));
    offer(read_one_year(first));
    return best;
  }

 private:
  const DateToken& at(std::size_t i) const {
    static const DateToken kNone{.word = mark};
    return i < text_.tokens.size() ? text_.tokens[i] : kNone;
  }
  bool is(std::size_t i, DateWord word) const { return at(i).word == word; }
  bool is_number(std::size_t i, int low, int high) const {
    return is(i, number) && at(i).value >= low && at(i).value <= high;
  }
  std::size_t skip(std::size_t i, DateWord word) const { return is(i, word) ? i + 1 : i; }
  std::size_t skip_any(std::size_t i, std::initializer_list<DateWord> words) const {
    while (std::ranges::find(words, at(i).word) != words.end()) ++i;
    return i;
  }

  /// What four digits or, where allowed, two mean as a year; 0 for none.
  int year_value(const DateToken& token, DateWord era, bool short_allowed) const {
    const int value = token.value;
    if (token.word != number) return 0;
    if (token.digits == 4) {
      if (era == ad) return value >= 1900 && value <= 2100 ? value + kEraShift : 0;
      if (era == be && value >= 2400 && value <= 2650) return value;
      if (value >= 2480 && value <= 2600) return value;
      return value >= 1980 && value <= 2057 ? value + kEraShift : 0;
    }
    const bool plausible = token.digits == 2 && value >= 45 && !token.line;
    return short_allowed && plausible ? 2500 + value : 0;
  }

  /// [ปี] [พ.ศ.] NNNN. `short_allowed` also takes NN; a lead word always allows it.
  std::optional<YearRead> read_year(std::size_t i, bool short_allowed) const {
    const std::size_t start = i;
    i = skip_any(i, {DateWord::year});
    DateWord era = other;
    if (is(i, be) || is(i, ad)) era = at(i++).word;
    i = era == other ? i : skip(i, dot);
    const bool led = i > start;
    const int be_year = year_value(at(i), era, short_allowed || led);
    if (be_year == 0) return std::nullopt;
    return YearRead{be_year, i + 1, led};
  }

  /// A numeric date: 2023-04-05, 5/4/2566, 5-4-66, 5.4.2566.
  std::optional<DateRead> read_numeric(std::size_t i) const {
    const DateWord joint = at(i + 1).word;
    if (joint != slash && joint != to && joint != dot) return std::nullopt;
    if (!is(i, number) || !is(i + 2, number) || !is(i + 3, joint) || !is(i + 4, number))
      return std::nullopt;
    for (std::size_t n = i + 1; n <= i + 4; ++n)
      if (at(n).gap) return std::nullopt;
    if (i > 0 && is(i - 1, joint) && !at(i).gap) return std::nullopt;
    WrittenDate date;
    if (at(i).digits == 4) {
      date = {at(i + 4).value, at(i + 2).value, year_value(at(i), other, false)};
    } else {
      date = {at(i).value, at(i + 2).value, year_value(at(i + 4), other, true)};
      if (date.month > 12 && date.day <= 12 && at(i + 4).value < 2400)
        std::swap(date.day, date.month);
    }
    const bool fine = date.year != 0 && date.day >= 1 && date.day <= 31 && date.month >= 1 &&
                      date.month <= 12 && at(i + 4).digits >= 1;
    if (!fine) return std::nullopt;
    return DateRead{date, i + 5};
  }

  /// [วันที่] [D] [เดือน] month [year], month D, year, or a numeric date.
  std::optional<DateRead> read_date(std::size_t i) const {
    i = skip_any(i, {DateWord::day});
    if (auto numeric = read_numeric(i)) return numeric;
    DateRead read;
    const std::size_t day_at = i;
    if (is_number(i, 1, 31) && at(i).digits <= 2) {
      read.date.day = at(i).value;
      i = skip_ordinal(i + 1);
      if (is_joined_month(i)) ++i;
      if (at(i).line && !is(i, months)) return std::nullopt;
      const bool called_day = day_at > 0 && (is(day_at - 1, DateWord::day) || is(day_at - 1, nth));
      if (is_counted(text_, day_at) || (is(i, months) && !called_day)) return std::nullopt;
    }
    i = skip_any(i, {months});
    if (!is(i, DateWord::month)) return std::nullopt;
    read.date.month = at(i).value;
    read.next = ++i;
    if (read.date.day == 0 && is_english_day(i)) {
      read.date.day = at(i).value;
      i += 2;
    }
    if (is_joint(i) && is(i + 1, number)) ++i;
    if (const auto found = read_year(i, true)) {
      read.date.year = found->be;
      read.next = found->next;
    } else {
      read.date.day = is_english_day(read.next) ? 0 : read.date.day;
    }
    return read;
  }
  /// A dash or slash that touches both neighbours: 05-Apr-2023, 5/เม.ย./66, ต.ค.-65.
  bool is_joint(std::size_t i) const {
    return (is(i, to) || is(i, slash)) && !at(i).gap && !at(i + 1).gap;
  }
  bool is_joined_month(std::size_t i) const {
    return is_joint(i) && is(i + 1, DateWord::month) && is_joint(i + 2);
  }
  std::size_t skip_ordinal(std::size_t i) const {  // 1st
    const bool glued = is(i, other) && !at(i).gap && at(i).end - at(i).begin == 2;
    return glued && text_.chars[at(i).begin] < 0x80 ? i + 1 : i;
  }
  bool is_english_day(std::size_t i) const {  // October 1, 2022
    return is_number(i, 1, 31) && is(i + 1, also) && at(i + 2).digits == 4;
  }

  bool is_dash(std::size_t i) const { return is(i, to) && at(i).end == at(i).begin + 1; }

  /// Behind a dash, ถึง or both; `i` itself if there is none, or blanks of a table ("- - -").
  std::size_t skip_to(std::size_t i) const {
    std::size_t next = i;
    while (is(next, to) && next - i < 3) {
      if (next > i && is_dash(next) && is_dash(next - 1) && at(next).gap) return i;
      ++next;
    }
    return next;
  }

  std::optional<PeriodDraft> read_range(std::size_t first) const {
    const std::size_t i = skip_any(first, {from, day});
    PeriodDraft draft;
    draft.mention.form = PeriodForm::range;
    std::size_t next = 0;
    const std::size_t behind_day = skip_to(i + 1);
    if (is_number(i, 1, 31) && at(i).digits <= 2 && behind_day > i + 1 && is(behind_day, number)) {
      draft.from.day = at(i).value;  // 5–7 เมษายน 2566
      next = i + 1;
    } else if (const auto start = read_date(i)) {
      draft.from = start->date;
      next = start->next;
    }
    const std::size_t behind = skip_to(next);
    if (next == 0 || behind == next) return std::nullopt;
    const auto end = read_date(skip_any(behind, {from}));
    if (!end || (draft.from.month == 0 && end->date.day == 0)) return std::nullopt;
    draft.to = end->date;
    draft.last = end->next;
    if (draft.from.month == 0) draft.from.month = draft.to.month;
    complete_years(draft);
    draft.needs_year = draft.from.year == 0;
    if (!draft.needs_year && !settle_dates(draft)) return std::nullopt;
    return draft;
  }

  /// The year that only one end of a range names, for the other.
  static void complete_years(PeriodDraft& draft) {
    WrittenDate& from = draft.from;
    WrittenDate& to = draft.to;
    const bool wraps =
        std::pair(from.month, from.day) > std::pair(to.month, to.day == 0 ? 31 : to.day);
    if (from.year == 0 && to.year != 0) from.year = to.year - (wraps ? 1 : 0);
    if (to.year == 0 && from.year != 0) to.year = from.year + (wraps ? 1 : 0);
  }

  std::optional<PeriodDraft> read_single_date(std::size_t first) const {
    const auto read = read_date(first);
    if (!read) return std::nullopt;
    PeriodDraft draft;
    draft.last = read->next;
    draft.from = draft.to = read->date;
    draft.mention.form = read->date.day != 0 ? PeriodForm::day : PeriodForm::month;
    draft.needs_year = read->date.year == 0;
    if (draft.needs_year) {
      if (read->date.day != 0) return std::nullopt;
      if (at(read->next - 1).value == 5 && text_.chars[at(read->next - 1).begin] < 0x80)
        return std::nullopt;  // "may" is a verb too
      draft.mention.part = read->date.month;
      return draft;
    }
    if (!settle_dates(draft)) return std::nullopt;
    return draft;
  }

  std::optional<PeriodDraft> read_quarter(std::size_t first) const {
    std::size_t i = skip_any(first, {DateWord::round});
    if (!is(i, quarter)) return std::nullopt;
    i = skip_any(i + 1, {nth});
    PeriodDraft draft;
    draft.mention.form = PeriodForm::quarter;
    draft.needs_year = true;
    int low = is(i, DateWord::first) ? 1 : is(i, second) ? 4 : 0;
    if (is_number(i, 1, 4) && at(i).digits == 1) low = at(i).value;
    if (low == 0) return std::nullopt;
    draft.last = ++i;
    int high = low;
    if (is(i, to) || is(i, also)) {
      const std::size_t end = skip_any(i, {to, also, quarter, nth});
      if (is_number(end, low + 1, 4) && at(end).digits == 1) {
        high = at(end).value;
        draft.last = i = end + 1;
      }
    }
    set_quarters(draft, low, high);
    if (is(i, slash)) {
      if (const auto found = read_year(i + 1, true)) {
        draft.last = found->next;
        settle_part(draft, found->be);
      }
    }
    return draft;
  }
  static void set_quarters(PeriodDraft& draft, int low, int high) {
    PeriodMention& mention = draft.mention;
    mention.part = low;
    draft.from.month = low;  // settle_part() reads the quarters from here
    draft.to.month = high;
    if (low == high) return;
    draft.stated_half = true;
    if (high - low == 1 && low % 2 == 1) {
      mention.form = PeriodForm::half_year;
      mention.part = (low + 1) / 2;
    } else if (low == 1 && high == 4) {
      mention.form = PeriodForm::full_year_round;
      mention.part = 0;
    } else {
      mention.form = PeriodForm::range;
      mention.part = 0;
    }
  }

  std::optional<PeriodDraft> read_half(std::size_t first) const {
    std::size_t i = skip_any(first, {DateWord::round, length});
    const bool strong = i > first && !is(i - 1, length);
    PeriodDraft draft;
    draft.needs_year = true;
    if (is(i, half)) {
      set_half(draft, at(i).value, i + 1);
      return draft;
    }
    if (!is(i, number) || !is(i + 1, months)) return std::nullopt;
    const int count = at(i).value;
    const std::size_t behind = i + 2;
    if (count == 6 && !strong && is_term(text_, first)) return std::nullopt;
    if (count == 6) {
      set_half(draft, 0, behind);
      draft.weak = !strong && !draft.stated_half;
    } else if ((count == 12 || count == 9) && strong) {
      set_quarters(draft, 1, count / 3);
      draft.last = behind;
    } else {
      return std::nullopt;
    }
    return draft;
  }
  void set_half(PeriodDraft& draft, int part, std::size_t behind) const {
    std::size_t i = is(behind, bracket) ? behind + 1 : behind;
    draft.stated_half = part != 0;
    draft.last = behind;
    if (part == 0 && (is(i, DateWord::first) || is(i, second))) {
      part = is(i, second) ? 2 : 1;
      draft.stated_half = true;
      draft.last = i + 1;
    }
    const int half_part = part == 0 ? 1 : part;
    draft.mention.form = PeriodForm::half_year;
    draft.mention.part = half_part;
    draft.from.month = 2 * half_part - 1;
    draft.to.month = 2 * half_part;
  }

  /// Words before a fiscal or bare year: [งบประมาณ] [ปี] …; the token behind them.
  std::size_t skip_fiscal(std::size_t i) const {
    const std::size_t behind = skip_any(i, {fiscal});
    return behind > i && is(behind, bracket) ? behind + 1 : behind;
  }

  /// พ.ศ. 2566 – 2570, (2566–70).
  std::optional<PeriodDraft> read_years(std::size_t first) const {
    const std::size_t i = skip_fiscal(first);
    const auto start = read_year(i, i > first);
    if (!start || is_foreign_number(text_, start->next - 1)) return std::nullopt;
    std::size_t behind = skip_to(start->next);
    const bool slashed = behind == start->next && is(behind, slash);
    if (slashed) ++behind;
    if (behind == start->next) return std::nullopt;
    const auto end = read_year(skip_any(behind, {fiscal}), true);
    if (!end || end->be <= start->be || end->be - start->be > 30) return std::nullopt;
    const DateToken& last = at(end->next - 1);
    if (slashed && (end->be != start->be + 1 || last.digits != 4)) return std::nullopt;
    if (last.digits == 2 && is(end->next, DateWord::month)) return std::nullopt;
    PeriodDraft draft;
    draft.last = end->next;
    draft.mention.form = PeriodForm::plan_years;
    draft.mention.year = start->be;
    draft.mention.year_to = end->be;
    draft.mention.span = DaySpan{fiscal_year_span(start->be).first, fiscal_year_span(end->be).last};
    return draft;
  }

  std::optional<PeriodDraft> read_one_year(std::size_t first) const {
    const std::size_t i = skip_fiscal(first);
    const bool is_fiscal = i > first;
    const bool year_said = is_fiscal && at(first).value == 1;
    const auto found = read_year(i, year_said);
    if (!found) return std::nullopt;
    const std::size_t figure = found->next - 1;
    const bool lead = year_said || found->led;
    if (!lead && (is_foreign_number(text_, figure) || has_unit(text_, figure))) return std::nullopt;
    if (at(figure).digits == 2 && (has_unit(text_, figure) || is(found->next, DateWord::year)))
      return std::nullopt;
    if (is(found->next, slash) && !at(found->next).gap && is(found->next + 1, number) && !lead)
      return std::nullopt;
    PeriodDraft draft;
    draft.last = found->next;
    PeriodMention& mention = draft.mention;
    mention.form = is_fiscal ? PeriodForm::fiscal_year : PeriodForm::bare_year;
    mention.year = mention.year_to = found->be;
    mention.span = is_fiscal ? fiscal_year_span(found->be) : calendar_year_span(found->be);
    draft.in_law_style = !is_fiscal && !is(first, DateWord::year);
    return draft;
  }

  const DateText& text_;
};

}  // namespace

std::optional<PeriodDraft> read_period(const DateText& text, std::size_t first) {
  return Reader(text).longest(first);
}

}  // namespace oit::text
