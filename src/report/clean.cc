#include "report/clean.h"

#include <algorithm>
#include <array>

#include "report/words.h"
#include "text/mask.h"
#include "text/utf8.h"
#include "text/width.h"
#include "url/url.h"

namespace oit::report {
namespace {

constexpr std::size_t kCitizenDigits = 13;
constexpr std::size_t kLeftOpen = 2;
constexpr std::array<std::string_view, 3> kPhoneTopics = {"contact", "executives",
                                                          "complaint-channel"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_citizen_id(std::string_view digits) {
  if (digits.size() != kCitizenDigits || digits.front() == '0' || digits.front() == '9')
    return false;
  if (digits >= "1300000000000" && digits < "1999999999999") return false;  // 2011 to 2033, in ms
  int sum = 0;
  for (std::size_t i = 0; i + 1 < digits.size(); ++i)
    sum += (digits[i] - '0') * static_cast<int>(kCitizenDigits - i);
  return (11 - sum % 11) % 10 == digits.back() - '0';
}

/// A character of UTF-8 that a cut left half at the end becomes "…".
void drop_half_character(std::string& text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const std::size_t at = text.size() - back;
    if (text::is_continuation(text[at])) continue;
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (lead < 0xF5 && size > back) text.replace(at, back, "…");
    return;
  }
}

void tidy(std::string& text, bool keep_phones = false) {
  drop_half_character(text);
  text = text::mask_personal(text::printable(text), keep_phones);
}

void tidy(model::LocalText& text) {
  tidy(text.th);
  tidy(text.en);
}

void tidy_address(std::string& address) { address = clean_address(address); }

void tidy(model::Evidence& evidence, bool keep_phones) {
  tidy_address(evidence.url);
  tidy(evidence.title, keep_phones);
  for (auto& label : evidence.path) tidy(label, keep_phones);
  tidy(evidence.quote, keep_phones);
}

void tidy(model::Finding& finding) {
  const bool keep = std::ranges::find(kPhoneTopics, finding.topic) != kPhoneTopics.end();
  for (auto& conflict : finding.conflicts) tidy(conflict);
  for (auto& component : finding.components) tidy(component.quote, keep);
  for (auto& evidence : finding.evidence) tidy(evidence, keep);
  if (finding.submitted) {
    tidy_address(finding.submitted->url);
    tidy(finding.submitted->why);
  }
  for (auto& miss : finding.near_misses) {
    tidy_address(miss.url);
    tidy(miss.label);
    tidy(miss.why);
  }
  for (auto& reason : finding.reasons) tidy(reason);
  if (finding.waiver) {
    tidy(finding.waiver->reason, true);
    tidy(finding.waiver->owner, true);
  }
  tidy(finding.unit, true);  // the operator's own words may hold an extension
  tidy(finding.action);
}

}  // namespace

std::string clean_address(std::string_view address) {
  std::string out = text::printable(address);
  for (std::size_t at = 0; at < out.size();) {
    if (!is_digit(out[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < out.size() && is_digit(out[end])) ++end;
    if (is_citizen_id(std::string_view(out).substr(at, end - at)))
      std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at), kCitizenDigits - kLeftOpen, 'x');
    at = end;
  }
  return out;
}

std::string readable_address(std::string_view address) {
  const auto url = url::Url::parse(address);
  if (!is_web_address(address) || !url || address.find('#') != std::string_view::npos)
    return std::string(address);
  std::string out;
  for (const char c : text::printable(url->readable())) {
    if (c == ' ')
      out += "%20";
    else
      out += c;
  }
  return out;
}

std::string typed_address(const std::string& address) {
  auto readable = readable_address(address);
  const auto meant = url::Url::parse(address), typed = url::Url::parse(readable);
  return meant && typed && *meant == *typed ? readable : address;
}

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

model::Report clean(const model::Report& report) {
  model::Report out = report;
  tidy_address(out.seed_url);
  tidy_address(out.final_url);
  tidy(out.site_name);
  for (auto& problem : out.problems) {
    tidy_address(problem.url);
    tidy(problem.text);
  }
  for (auto& feature : out.features) tidy_address(feature.url);
  for (auto& finding : out.findings) {
    tidy(finding);
    if (is_checked(out)) continue;
    finding.action = {"ไม่ได้ตรวจ: ให้ตรวจใหม่เมื่อเปิดเว็บไซต์ได้",
                      "Not checked: scan again when the site opens"};
    finding.due.reset();
    finding.due_window = {};
  }
  return out;
}

}  // namespace oit::report
