#pragma once
#include <string>
#include <vector>

#include "model/rulebook.h"

namespace oit::match {

/// A rulebook of a few subjects that are easily mistaken for each other; FY2566.
inline model::Rulebook few_subjects() {
  using model::Rival;
  using model::Topic;
  model::Rulebook rulebook;
  rulebook.year.fiscal_year = 2566;
  const auto add = [&](std::string id, std::string title, std::vector<std::string> leads,
                       std::vector<Rival> rivals, int number) {
    Topic topic;
    topic.id = std::move(id);
    topic.title.th = std::move(title);
    topic.leads = std::move(leads);
    topic.rivals = std::move(rivals);
    if (number > 0) {
      model::YearItem item;
      item.id = "O" + std::to_string(number);
      item.number = number;
      item.topics = {static_cast<model::TopicIndex>(rulebook.topics.size())};
      rulebook.year.items.push_back(std::move(item));
    }
    rulebook.topics.push_back(std::move(topic));
  };
  add("structure", "โครงสร้าง", {"โครงสร้างหน่วยงาน", "organization chart"},
      {Rival{{"โครงสร้างพื้นฐาน"}, "-"}}, 1);
  add("e-service", "E–Service", {"บริการออนไลน์"}, {}, 18);
  add("monthly", "สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน",
      {"สรุปผลการจัดซื้อจัดจ้าง", "สขร.1", "รายงานผลการจัดซื้อจัดจ้าง + รายเดือน"},
      {Rival{{"สรุปผลการจัดซื้อจัดจ้างประจำปี"}, "annual"}, Rival{{"ขายทอดตลาด"}, "-"}}, 21);
  add("annual", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", {"รายงานผลการจัดซื้อจัดจ้าง"}, {}, 22);
  add("plan", "แผนปฏิบัติการป้องกันการทุจริต", {"ป้องกันการทุจริต"}, {}, 36);
  add("half", "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน",
      {"ป้องกันการทุจริต + 6 เดือน"}, {}, 37);
  add("old", "เจตจำนงสุจริตของผู้บริหาร", {}, {}, 0);
  rulebook.spellings = {{"เจตจำนง", {"เจตน์จำนง", "เจตจํานงค์"}}};
  rulebook.words["news"] = {"ลงพื้นที่", "เข้าร่วมประชุม"};
  return rulebook;
}

}  // namespace oit::match
