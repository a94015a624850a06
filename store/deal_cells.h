#ifndef DEALWIRE_STORE_DEAL_CELLS_H_
#define DEALWIRE_STORE_DEAL_CELLS_H_

#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "store/deal_text.h"
#include "store/query.h"
#include "store/record.pb.h"

namespace dealwire {

// Gives the cells of a row in the order of DealColumns(), so that an export need not hold them as
// strings first. `cells` takes them by
//   Text(std::string_view)             what may be a formula
//   Number(std::string_view)           digits that are written already
//   Number(bool there, double value)   exact; not there: empty
template <typename Cells>
class DealCellWalk {
 public:
  DealCellWalk(const DealRow& row, Cells* cells)
      : row_(row),
        fields_(row.report ? row.report->fields() : row.deal->fields()),
        cells_(*cells) {}

  void Walk() const {
    cells_.Text(row_.deal->id());
    List(fields_.customer());
    List(fields_.provider());
    cells_.Text(fields_.kind());
    cells_.Text(fields_.status());
    Amount();
    Range(fields_.term_months());
    cells_.Text(fields_.starts());
    cells_.Text(fields_.ends());
    cells_.Text(fields_.due());
    cells_.Text(fields_.chips().empty() ? std::string() : ChipsText(fields_));
    Range(fields_.power_mw());
    cells_.Text(fields_.part_of());
    cells_.Text(fields_.aggregate() ? "true" : "false");
    Confidence();
    Telling();
  }

 private:
  template <typename Bounds>
  void Range(const Bounds& bounds) const {
    cells_.Number(bounds.has_min(), bounds.min());
    cells_.Number(bounds.has_max(), bounds.max());
  }
  template <typename Items>
  void List(const Items& items) const {
    if (items.size() == 1) return cells_.Text(*items.begin());
    cells_.Text(items.empty() ? std::string() : Joined(items));
  }

  void Amount() const {
    Range(fields_.amount());
    cells_.Text(fields_.amount().currency());
    cells_.Text(fields_.amount().qualifier());
    Range(fields_.amount_usd());
    cells_.Number(fields_.has_usd_rate(), fields_.usd_rate().usd());
  }

  void Confidence() const {
    std::array<char, 32> digits = {};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                   fields_.confidence(), std::chars_format::general, 3);
    cells_.Number(std::string_view(digits.data(), static_cast<size_t>(end.ptr - digits.data())));
  }

  // When and where it is told.
  void Telling() const {
    const pb::Report* const report = row_.report.get();
    const pb::Deal& deal = *row_.deal;
    cells_.Text(report != nullptr ? report->published() : deal.first_published());
    cells_.Text(report != nullptr ? report->published() : deal.last_published());
    cells_.Number(true, deal.sources());
    if (report == nullptr) {
      List(deal.articles());
      for (int i = 0; i < 3; ++i) cells_.Text("");
      return;
    }
    cells_.Text(report->article_id());
    cells_.Text(report->url());
    cells_.Text(report->title());
    cells_.Text(report->evidence().empty() ? std::string_view() : report->evidence(0).text());
  }

  const DealRow& row_;
  const pb::DealFields& fields_;
  Cells& cells_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DEAL_CELLS_H_
