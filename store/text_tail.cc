#include "store/text_tail.h"

#include <algorithm>

#include "store/database.h"

namespace dealwire {

StatusOr<TextIndexer> ResumeTextIndex(Database* database) {
  DW_TRY(const uint32_t indexed, TextIndexed(*database));
  DW_TRY(const uint32_t last, LastDocument(*database));
  const uint32_t from = std::max<uint32_t>(indexed, 1);
  TextIndexer text(from);
  for (uint32_t doc = from; doc <= last; ++doc) {
    DW_TRY(const auto pending, database->Get(Family::kText, PendingKey(doc)));
    if (pending) {
      text.Add(doc, *pending);
    } else {  // written before words stood by themselves
      DW_TRY(const std::string words, WordsOfDocument(*database, *database, doc));
      text.Add(doc, words);
    }
    if (!text.Full()) continue;
    Database::Batch batch;
    DW_RETURN_IF_ERROR(text.Flush(database, &batch));
    DW_RETURN_IF_ERROR(database->Write(std::move(batch), false));
  }
  return text;
}

}  // namespace dealwire
