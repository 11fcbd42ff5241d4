#include "report/explain.h"

#include <sstream>

#include "report/golden.h"
#include "report/sample_report.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::report {
namespace {

model::Rulebook sample_rules() {
  model::Rulebook out;
  out.revision = "0123456789abcdef";
  out.year.revision = "2566.1";
  model::Topic topic;
  topic.id = "plan-progress-6m";
  topic.title = {"รายงานรอบ 6 เดือน", "Six months' report"};
  topic.leads = {"รายงานรอบ 6 เดือน", "กำกับติดตาม"};
  topic.rivals = {{{"รายงานประจำปี"}, "plan-progress-year"}, {{"ข่าว"}, "-"}};
  model::Component component;
  component.id = "budget";
  component.name = {"ผลการใช้จ่ายงบประมาณ", "Spending"};
  component.absence = model::Absence::proven;
  topic.components = {component};
  out.topics = {topic};
  model::YearItem item;
  item.id = "O12";
  item.topics = {0};
  out.year.items = {item};
  return out;
}

}  // namespace

TEST(WriteExplanation, LooksAsAgreed) {
  const auto rules = sample_rules();
  for (const auto lang : {Lang::th, Lang::en}) {
    const auto text = write_explanation(sample_report(), "O12", {lang, false, &rules});
    expect_golden(lang == Lang::th ? "explain.th.txt" : "explain.en.txt", text);
    expect_harmless(text);
  }
}

TEST(WriteExplanation, TellsWhatWasLookedForAndWhatWouldPass) {
  const auto rules = sample_rules();
  const auto text = write_explanation(sample_report(), "O12", {Lang::th, false, &rules, 300});
  for (const char* part :
       {"คำที่ยอมรับ: รายงานรอบ 6 เดือน · กำกับติดตาม", "คำที่เป็นของเรื่อง plan-progress-year",
        "ถ้าไม่มี ข้อนี้ไม่ผ่าน", "พบด้วยแต่ไม่ใช้: ลิงก์บอกปี 2566 เอกสารบอกปี 2565", "ไม่นับเพราะ: เป็นข่าว",
        "เผยแพร่ฉบับของ: รายงานรอบ 6 เดือนแรก"})
    EXPECT_NE(text.find(part), std::string::npos) << part << '\n' << text;
  EXPECT_EQ(text.find("กติกาเปลี่ยนไป"), std::string::npos);
}

TEST(WriteExplanation, SaysThatTheRulesHaveChanged) {
  auto rules = sample_rules();
  rules.revision = "ffffffffffff";
  EXPECT_NE(
      write_explanation(sample_report(), "O12", {Lang::th, false, &rules}).find("กติกาเปลี่ยนไป"),
      std::string::npos);
}

/// Components that were not looked at were once "none to check".
TEST(WriteExplanation, SaysWhyComponentsWereNotLookedAt) {
  const auto rules = sample_rules();
  auto report = sample_report();
  for (auto& one : report.findings) one.components.clear();
  auto text = write_explanation(report, "O12", {Lang::en, false, &rules});
  EXPECT_NE(text.find("not looked at, as the item fails for another reason:\n  – Spending"),
            std::string::npos)
      << text;
  for (auto& one : report.findings) one.evidence.clear();
  text = write_explanation(report, "O12", {Lang::en, false, &rules});
  EXPECT_NE(text.find("as no page or document of the item was found"), std::string::npos) << text;
}

TEST(WriteExplanation, SaysForEachStatusWhatIsToBeDone) {
  const std::vector<std::pair<model::Status, std::string>> steps = {
      {model::Status::published, "it passes already"},
      {model::Status::stale, "publish the one for:"},
      {model::Status::broken, "make it open, or link to another address: "},
      {model::Status::missing, "reached from home"},
      {model::Status::unverified, "to be done by the webmaster: robots.txt forbids it"}};
  for (const auto& [status, words] : steps) {
    auto report = sample_report();
    for (auto& one : report.findings) {
      one.status = status;
      one.cause = {"robots", {"ห้าม", "robots.txt forbids it"}, {"ผู้ดูแล", "the webmaster"}};
    }
    const auto text = write_explanation(report, "O12", {Lang::en, false, nullptr, 300});
    EXPECT_NE(text.find(words), std::string::npos) << words << '\n' << text;
  }
}

TEST(WriteExplanation, TellsHowManyWordsAndTopicsThereAre) {
  auto rules = sample_rules();
  auto& topic = rules.topics.front();
  topic.leads.clear();
  for (int i = 1; i <= 8; ++i) topic.leads.push_back("คำ" + std::to_string(i));
  topic.names = {"แผน {fy-1}", "แผน {fy}", "แผน {fy+1}"};
  const auto told = [&] {
    return write_explanation(sample_report(), "O12", {Lang::en, false, &rules, 300});
  };
  EXPECT_NE(told().find("แผน 2565 · แผน 2566 · แผน 2567"), std::string::npos) << told();
  EXPECT_NE(told().find("คำ7 · คำ8\n"), std::string::npos) << told();
  topic.leads.emplace_back("คำ9");
  EXPECT_NE(told().find("คำ8 · and more: 1\n"), std::string::npos) << told();
  EXPECT_EQ(told().find("of these"), std::string::npos);
  rules.topics.push_back(rules.topics.front());
  rules.year.items.front().topics = {0, 1};
  EXPECT_NE(told().find("any of these serves:"), std::string::npos);
  rules.year.items.front().all_of = true;
  EXPECT_NE(told().find("all of these are needed:"), std::string::npos);
}

TEST(WriteExplanation, AsksOnlyForWhatIsRequired) {
  auto report = sample_report();
  auto& finding = report.findings.at(1);
  finding.components.back().advised = true;
  finding.overdue = false;
  const auto told = [&] {
    return write_explanation(report, finding.id, {Lang::en, false, nullptr, 300});
  };
  EXPECT_EQ(told().find("add: Map"), std::string::npos) << told();
  EXPECT_NE(told().find("Map (advised)"), std::string::npos);
  EXPECT_EQ(told().find(", past"), std::string::npos);
  const std::string warning(warns_text(Lang::en));
  EXPECT_EQ(told().find(warning), std::string::npos);
  finding.warns = true;
  finding.overdue = true;
  EXPECT_NE(told().find(warning), std::string::npos) << told();
  EXPECT_NE(told().find("30 Apr 2023, past"), std::string::npos) << told();
}

TEST(WriteExplanation, SaysACauseOnce) {
  auto report = sample_report();
  auto& finding = report.findings.at(1);
  finding.reasons = {finding.cause->text, {"อีกเหตุ", "another reason"}};
  const auto told = write_explanation(report, finding.id, {Lang::en, false, nullptr, 300});
  const auto why = told.substr(told.find("Why\n"));
  const auto at = why.find("a required component is absent");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(why.find("a required component is absent", at + 1), std::string::npos) << why;
  EXPECT_NE(why.find("another reason"), std::string::npos);
}

TEST(WriteExplanation, FitsATerminal) {
  const auto rules = sample_rules();
  for (const auto lang : {Lang::th, Lang::en}) {
    std::istringstream lines(write_explanation(sample_report(), "O12", {lang, false, &rules, 60}));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("://") != std::string::npos || line.find("SHA-256") != std::string::npos)
        continue;
      EXPECT_LE(text::display_width(line), 60U) << line;
    }
  }
}

TEST(WriteExplanation, NamesAbsentComponentsToAdd) {
  const auto text = write_explanation(sample_report(), "O5", {Lang::en, false, nullptr});
  EXPECT_NE(text.find("add: Map"), std::string::npos) << text;
  EXPECT_NE(text.find("not at hand"), std::string::npos);
}

TEST(WriteExplanation, IsNothingForAnItemTheReportHasNot) {
  EXPECT_EQ(write_explanation(sample_report(), "O99", {}), "");
}

}  // namespace oit::report
