#ifndef DEALWIRE_STORE_DEAL_JSON_H_
#define DEALWIRE_STORE_DEAL_JSON_H_

#include <memory>
#include <string>
#include <vector>

#include "store/query.h"
#include "store/table.h"

namespace dealwire::pb {
class Article;
class Change;
class Deal;
class Money;
class Report;
}  // namespace dealwire::pb

// Stored records as users see them: an object of JSON without a line feed, or a row of a table. The
// objects are described in docs/schema.json.
namespace dealwire {

class JsonText;

// Of the objects and rows: raised where a field changes its meaning or goes.
constexpr int kRecordVersion = 1;

std::string ToJson(const DealRow& row);
std::string ToJson(const pb::Deal& deal, const std::vector<pb::Report>& reports);
// The members of a deal and its reports, within an object that is open.
void PutDeal(const pb::Deal& deal, const std::vector<std::shared_ptr<const pb::Report>>& reports,
             JsonText* json);
std::string ToJson(const pb::Report& report);
std::string ToJson(const pb::Article& article, bool with_text);
std::string ToJson(const pb::Change& change);
// {"article":...,"mentions":...,"deals":...} as `extract` prints it; `results` is from the family
// `mention`.
std::string RecordJson(const pb::Article& article, const std::string& results);

// For people: few columns, amounts as they are written ("$38.0bn"), what sources disagree on.
Table TableForPeople(const std::vector<DealRow>& rows);
// Every field in a column of its own, exact.
const std::vector<std::string>& DealColumns();
std::vector<Table::Cell> DealCells(const DealRow& row);
Table ToTable(const std::vector<DealRow>& rows);
Table ToTable(const std::vector<pb::Article>& articles, bool for_people);

// "38.0bn"; "38000000000"; "~$38.0bn", ">=EUR 30.0bn".
std::string ShortNumber(double value);
std::string PlainNumber(double value);
std::string ShortMoney(const pb::Money& money);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DEAL_JSON_H_
