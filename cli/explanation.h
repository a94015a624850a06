#ifndef DEALWIRE_CLI_EXPLANATION_H_
#define DEALWIRE_CLI_EXPLANATION_H_

#include <string>
#include <vector>

#include "extract/extraction.h"
#include "ingest/article.h"

// Why each deal of an article is there, and why a candidate is not.
namespace dealwire {

// A mention in a sentence that tells a deal, and what it is to that deal: "customer", "provider",
// "amount", "chips", "term", "power", "due"; "" for what stands beside it.
struct Argument {
  const Mention* mention = nullptr;
  std::string role;
};

// The mentions in the evidence of `deal`, which is one of `extraction`, in order.
std::vector<Argument> ArgumentsOf(const Extraction& extraction, const Deal& deal);

// For people: deal, reasons with weights, evidence with its arguments and the rules that made them;
// what was rejected, with the first constraint that failed. No control characters.
std::string ExplanationText(const std::string& name, const Article& article,
                            const Extraction& extraction, bool rejected);

// The same as one JSON object: {"input","article","deals":[{..., "reasons":[{"name","weight"}],
// "arguments":[{"role","type","start","end","text","rule"}]}],"rejected":[{"start","end","text",
// "rule","constraint"}]}. Offsets as in the record.
std::string ExplanationJson(const std::string& name, const Article& article,
                            const Extraction& extraction, bool rejected);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_EXPLANATION_H_
