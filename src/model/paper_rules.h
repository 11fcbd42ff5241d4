#pragma once
#include <string>
#include <vector>

namespace oit::model {

/// A measure as offices word it, and the topics whose items show on the website that it was
/// carried out. Topics return from year to year under other numbers, so no number stands here.
struct PaperMeasure {
  std::string form;        ///< "status", "results7", "results6" or "measures"
  std::string instrument;  ///< of "status": the survey it bears on
  std::string name, guideline;
  std::vector<std::string> steps;   ///< how it is carried out; at least one
  std::vector<std::string> topics;  ///< ids; none: no website can prove it
  std::vector<int> rounds;          ///< months of the fiscal year after which a report is due
  std::string feature;              ///< id of a site feature that proves it; empty: none
  std::string outcome, advice;      ///< where the feature was found, and where not
  bool channels = false;            ///< the result lists every feature too
};

/// One of the two surveys; indicators are numbered on from those of the one before.
struct Survey {
  std::string instrument, question;  ///< "IIT" and the letter of its questions
  std::vector<std::string> indicators;
};

/// Who signs a memo, lowest post first; the head of the office last.
struct SigningChain {
  std::string agency_type;
  std::vector<std::string> posts;
};

/// rules/papers.toml: the words of office papers. No verdict depends on them.
struct PaperRules {
  double pass_mark = 0;      ///< below it a score is to be bettered
  double strength_mark = 0;  ///< above it an indicator is a strength
  std::string method;        ///< how a measure is carried out where nothing better is known
  std::vector<Survey> surveys;
  std::vector<SigningChain> chains;
  std::vector<PaperMeasure> measures;  ///< in the order of the papers
};

}  // namespace oit::model
